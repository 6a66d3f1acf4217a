// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.ResultStream;
import io.weir.executor.schedule.Scheduler;
import io.weir.spi.error.SqlException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The frames between a job and its reader.
 *
 * <p>The job fills it until it holds a number of bytes, and is woken when it has room again. A frame that tells only of
 * progress takes the place of another such frame.
 */
public final class ResultBuffer implements ResultStream {
    private record Held(ResultFrame frame, long bytes) {}

    private final long bytesMax;
    private final Scheduler.Signal arrived;
    private volatile Runnable wakeSender;

    // ---- guarded by this
    private final ArrayDeque<Held> frames = new ArrayDeque<>();
    private boolean senderWaits;
    private boolean discards;
    private @Nullable SqlException failure;
    private @Nullable ResultFrame end;
    private @Nullable Runnable wakeReader;

    private volatile long bytes;

    /**
     * Makes an empty buffer.
     *
     * @param wakeSender called when a buffer that was found full has room
     */
    public ResultBuffer(long bytesMax, Scheduler.Signal arrived, Runnable wakeSender) {
        this.bytesMax = bytesMax;
        this.arrived = arrived;
        this.wakeSender = wakeSender;
    }

    // ---- the job

    boolean full() {
        if (bytes < bytesMax) {
            return false;
        }
        synchronized (this) {
            senderWaits = bytes >= bytesMax;
            return senderWaits;
        }
    }

    void add(ResultFrame frame, long frameBytes) {
        synchronized (this) {
            if (discards) {
                release(frame);
                return;
            }
            Held newest = frames.peekLast();
            if (newest != null && newest.frame.rows() == null && frame.rows() == null) {
                frames.removeLast();
            }
            frames.add(new Held(frame, frameBytes));
            bytes += frameBytes;
        }
        tellReader();
    }

    private void tellReader() {
        arrived.raise();
        Runnable wake;
        synchronized (this) {
            wake = wakeReader;
            wakeReader = null;
        }
        if (wake != null) {
            wake.run();
        }
    }

    /** The job works no more; frames that are left can still be read. */
    public void detach() {
        wakeSender = () -> {};
    }

    /** Ends the result: the poller gets this, at once. */
    public void fail(SqlException reason) {
        synchronized (this) {
            if (failure == null && end == null) {
                failure = reason;
            }
        }
        discard();
        tellReader();
    }

    /** Throws away what is there and all that comes, so that the job is not held back any more. */
    public void discard() {
        boolean wake;
        synchronized (this) {
            discards = true;
            frames.forEach(held -> release(held.frame));
            frames.clear();
            bytes = 0;
            wake = senderWaits;
            senderWaits = false;
        }
        if (wake) {
            wakeSender.run();
        }
    }

    private static void release(ResultFrame frame) {
        if (frame.rows() != null) {
            frame.rows().release();
        }
    }

    // ---- the reader

    @Override
    public @Nullable ResultFrame poll(Duration maxWait) {
        long deadline = saturatedAdd(System.nanoTime(), maxWait);
        while (true) {
            ResultFrame frame = take();
            if (frame != null) {
                return frame;
            }
            long left = deadline - System.nanoTime();
            try {
                if (left <= 0 || !arrived.await(left)) {
                    return take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    @Override
    public void whenReady(Runnable wake) {
        synchronized (this) {
            if (failure == null && end == null && frames.isEmpty()) {
                wakeReader = wake;
                return;
            }
            wakeReader = null;
        }
        wake.run();
    }

    private static long saturatedAdd(long nanos, Duration wait) {
        try {
            return Math.addExact(nanos, wait.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private @Nullable ResultFrame take() {
        boolean wake;
        ResultFrame frame;
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            Held held = frames.poll();
            if (held == null) {
                return end;
            }
            frame = held.frame;
            if (frame.last()) {
                end = new ResultFrame(null, null, frame.epoch(), frame.watermarkMicros(), true, true);
            }
            bytes -= held.bytes;
            wake = senderWaits && bytes <= bytesMax / 2;
            senderWaits &= !wake;
        }
        if (wake) {
            wakeSender.run();
        }
        return frame;
    }
}
