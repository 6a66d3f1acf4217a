// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.schedule;

import io.weir.executor.time.JobClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of a real runtime: a few worker threads that share one queue, one timer thread, and some threads for what
 * blocks.
 *
 * <p>Idle threads wait without using the processor.
 */
public final class WorkerThreads implements Scheduler, AutoCloseable {
    /** How long a turn may last while nobody else waits. */
    private static final long SLICE_NANOS = 1_000_000;
    /** How long while others wait. */
    private static final long SHORT_SLICE_NANOS = 100_000;

    private static final int BLOCKING_THREADS_MAX = 16;

    private final JobClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<Work> queue = new ArrayDeque<>();
    private int idleWorkers;
    private boolean closed;
    /** Size of the queue, for those without the lock. */
    private volatile int waiting;

    private final Random random = new Random();
    private static final long JOIN_MILLIS_MAX = 1_000;

    private final List<Thread> workers = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, daemon("weir-timer"));
    private final ThreadPoolExecutor blocking = new ThreadPoolExecutor(
            BLOCKING_THREADS_MAX,
            BLOCKING_THREADS_MAX,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemon("weir-outside"));

    public WorkerThreads(int count, JobClock clock) {
        this.clock = clock;
        timers.setRemoveOnCancelPolicy(true);
        blocking.allowCoreThreadTimeOut(true);
        ThreadFactory factory = daemon("weir-worker");
        for (int i = 0; i < count; i++) {
            Thread worker = factory.newThread(this::work);
            workers.add(worker);
            worker.start();
        }
    }

    private static ThreadFactory daemon(String name) {
        AtomicInteger number = new AtomicInteger();
        return action -> {
            Thread thread = new Thread(action, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void work() {
        TimedSlice slice = new TimedSlice();
        while (true) {
            Work next = take();
            if (next == null) {
                return;
            }
            slice.begin();
            next.run(slice);
        }
    }

    private @Nullable Work take() {
        lock.lock();
        try {
            while (!closed) {
                Work next = queue.poll();
                if (next != null) {
                    waiting = queue.size();
                    return next;
                }
                idleWorkers++;
                try {
                    notEmpty.awaitUninterruptibly();
                } finally {
                    idleWorkers--;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void enqueue(Work work) {
        lock.lock();
        try {
            queue.add(work);
            waiting = queue.size();
            if (idleWorkers > 0) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer at(long timeMicros, Runnable action) {
        long delay = Math.max(0, timeMicros - clock.nowMicros());
        try {
            ScheduledFuture<?> future = timers.schedule(action, delay, TimeUnit.MICROSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed: nothing runs any more
        }
    }

    @Override
    public void block(Runnable action) {
        blocking.execute(action);
    }

    @Override
    public int choose(int bound, int usual) {
        return usual;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Signal signal() {
        return new ThreadSignal();
    }

    @Override
    public long nowMicros() {
        return clock.nowMicros();
    }

    /** Lets running turns come to their end, and starts no others. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
        timers.shutdownNow();
        blocking.shutdown();
        joinWorkers();
    }

    /** Waits for the workers, so that whoever closes a runtime finds no thread of it afterwards. */
    private void joinWorkers() {
        try {
            for (Thread worker : workers) {
                if (worker != Thread.currentThread()) {
                    worker.join(JOIN_MILLIS_MAX);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class TimedSlice implements Slice {
        private long startNanos;

        void begin() {
            startNanos = System.nanoTime();
        }

        @Override
        public boolean over() {
            return System.nanoTime() - startNanos >= (waiting > 0 ? SHORT_SLICE_NANOS : SLICE_NANOS);
        }
    }

    private static final class ThreadSignal implements Signal {
        private final Semaphore raised = new Semaphore(0);

        @Override
        public void raise() {
            if (raised.availablePermits() == 0) {
                raised.release();
            }
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            boolean was = raised.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            raised.drainPermits();
            return was;
        }
    }
}
