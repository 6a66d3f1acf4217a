// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.border.ResultBuffer;
import io.weir.executor.epoch.EpochCoordinator;
import io.weir.executor.epoch.EpochEvents;
import io.weir.executor.epoch.EpochStart;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Counters;
import io.weir.executor.schedule.Scheduler;
import io.weir.executor.source.SourceInlet;
import io.weir.spi.connector.Sink;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A job from its start to its end.
 *
 * <pre>
 *   running --- last barrier passed by all tasks --------------\
 *      |  \---- failed, or stopped: tasks end their turn --------> closing --&gt; done
 *      \------- stopped with sinks: one more barrier, committed --/
 * </pre>
 */
final class RunningJob implements Job, TaskEvents, EpochEvents {
    private static final Logger LOG = System.getLogger(RunningJob.class.getName());
    /** How long a job with sinks may take for its last commit when it is stopped. */
    private static final long LAST_COMMIT_MICROS = 1_000_000;

    // ---- settings
    private final String id;
    private final Scheduler scheduler;
    private final boolean commitsWhenStopped;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private final List<SourceInlet> inlets = new CopyOnWriteArrayList<>();
    private final List<ResultBuffer> results = new ArrayList<>();
    // a job that ends while it starts empties it from another thread
    private final List<Discovery> discoveries = new CopyOnWriteArrayList<>();
    private final Snapshots snapshots;
    private final CompletableFuture<JobMetrics> done = new CompletableFuture<>();
    private @Nullable EpochCoordinator coordinator;

    // ---- state
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean cancelled;
    private @Nullable SqlException failure;
    private volatile @Nullable JobMetrics lastMetrics;
    private boolean stopped;
    private CompletableFuture<Void> lastSnapshot = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> commits = CompletableFuture.completedFuture(null);
    private final Map<Long, List<Prepared>> prepared = new HashMap<>();

    // ---- counters
    private final RowBalance balance = new RowBalance();
    private final LongAdder written = new LongAdder();

    private record Prepared(int node, Sink sink, byte[] committable) {}

    RunningJob(String id, Scheduler scheduler, boolean commitsWhenStopped, List<String> nodes) {
        this.id = id;
        this.snapshots = new Snapshots(nodes);
        this.scheduler = scheduler;
        this.commitsWhenStopped = commitsWhenStopped;
    }

    // ---- building

    void coordinator(EpochCoordinator made) {
        coordinator = made;
    }

    private EpochCoordinator coordinator() {
        EpochCoordinator made = coordinator;
        if (made == null) {
            throw new IllegalStateException("the job has no coordinator yet");
        }
        return made;
    }

    void add(Task task) {
        tasks.add(task);
    }

    void add(SourceInlet inlet) {
        inlets.add(inlet);
        coordinator().add(inlet);
    }

    void add(ResultBuffer result) {
        results.add(result);
    }

    void add(Discovery discovery) {
        discoveries.add(discovery);
    }

    RowBalance balance() {
        return balance;
    }

    void start() {
        running.set(tasks.size());
        coordinator().start();
        discoveries.forEach(Discovery::start);
        tasks.forEach(Task::wake);
    }

    // ---- the outside

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<ResultStream> results() {
        return List.copyOf(results);
    }

    @Override
    public CompletableFuture<JobMetrics> done() {
        return done;
    }

    @Override
    public JobMetrics metrics() {
        JobMetrics last = lastMetrics;
        return last == null ? presentMetrics() : last;
    }

    private JobMetrics presentMetrics() {
        long late = 0;
        long expired = 0;
        long dropped = 0;
        long filtered = 0;
        long deadLetters = 0;
        long healed = 0;
        long conflicts = 0;
        long stateBytes = 0;
        List<Counters> all = new ArrayList<>();
        inlets.forEach(inlet -> all.add(inlet.counters()));
        for (Task task : tasks) {
            for (Task.Member member : task.members()) {
                all.add(member.context().counters());
                stateBytes += member.context().stateBytes();
            }
        }
        for (Counters counters : all) {
            late += counters.late();
            expired += counters.expired();
            dropped += counters.dropped();
            filtered += counters.filtered();
            deadLetters += counters.deadLetters();
            healed += counters.deadLettersHealed();
            conflicts += counters.conflicts();
        }
        return new JobMetrics(
                inlets.stream().mapToLong(SourceInlet::rowsRead).sum(),
                written.sum(),
                coordinator().released(),
                late,
                expired,
                dropped,
                deadLetters,
                deadLetters - 2 * healed,
                filtered,
                conflicts,
                stateBytes,
                coordinator().watermark());
    }

    /** Asks for a barrier, though nothing may have come. */
    void requestBarrier() {
        coordinator().requestNow();
    }

    @Override
    public CompletableFuture<Void> snapshot(Path file) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> before;
        synchronized (this) {
            before = lastSnapshot;
            lastSnapshot = written;
        }
        before.whenComplete((nothing, error) -> takeSnapshot(file, written));
        return written;
    }

    private void takeSnapshot(Path file, CompletableFuture<Void> written) {
        long number = snapshots.begin(file, written);
        if (number > 0) {
            coordinator().requestCheckpoint(number);
        }
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        SqlException reason = SqlException.report(ErrorCode.CANCELLED)
                .says("the query was stopped")
                .toException();
        if (commitsWhenStopped && !cancelled) {
            coordinator().stop();
            scheduler.at(scheduler.nowMicros() + LAST_COMMIT_MICROS, this::cancel);
        } else {
            cancel();
        }
        results.forEach(result -> result.fail(reason));
    }

    private void cancel() {
        cancelled = true;
        tasks.forEach(Task::wake);
    }

    // ---- tasks

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void passed(Barrier barrier) {
        coordinator().passed(barrier);
    }

    @Override
    public void checkpoint(Task task, Barrier barrier) {
        snapshots.freeze(barrier.checkpoint(), task);
    }

    @Override
    public void failed(Task task, Throwable reason) {
        failed(reason);
    }

    @Override
    public void failed(Throwable reason) {
        SqlException error = asSqlException(reason);
        synchronized (this) {
            if (failure == null) {
                failure = error;
            }
        }
        cancel();
        results.forEach(result -> result.fail(error));
    }

    private SqlException asSqlException(Throwable reason) {
        if (reason instanceof SqlException known && known.code() != ErrorCode.INTERNAL) {
            return known;
        }
        String incident = Integer.toHexString(System.identityHashCode(reason)) + "-" + id;
        LOG.log(Level.ERROR, "incident " + incident + ": job " + id + " failed", reason);
        return SqlException.report(ErrorCode.INTERNAL)
                .says("the job failed by an error of Weir itself")
                .detail("The server's log has it as incident %s.", incident)
                .causedBy(reason)
                .toException();
    }

    @Override
    public void stopped() {
        if (running.decrementAndGet() == 0) {
            CompletableFuture<Void> last;
            synchronized (this) {
                last = commits;
            }
            last.whenComplete((nothing, error) -> scheduler.block(this::finish));
        }
    }

    /** No task runs any more. */
    private void finish() {
        coordinator().close();
        discoveries.forEach(Discovery::close);
        for (Task task : tasks) {
            try {
                task.close();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        snapshots.close(SqlException.report(ErrorCode.CANCELLED)
                .says("the job ended before the snapshot was taken")
                .toException());
        checkBalance();
        JobMetrics last = presentMetrics();
        lastMetrics = last;
        tasks.clear(); // whoever keeps the job does not keep what it worked with
        inlets.clear();
        discoveries.clear();
        balance.clear();
        results.forEach(ResultBuffer::detach);
        SqlException error;
        synchronized (this) {
            error = failure;
        }
        if (error == null) {
            done.complete(last);
        } else {
            done.completeExceptionally(error);
        }
    }

    private void checkBalance() {
        synchronized (this) {
            if (cancelled || failure != null) {
                return; // rows were on their way
            }
        }
        try {
            balance.check();
        } catch (IllegalStateException e) {
            failed(e);
        }
    }

    // ---- output

    void written(long rows) {
        written.add(rows);
    }

    /** Output of a sink that is to be committed when all tasks have passed the barrier. */
    void prepared(int node, Sink sink, Barrier barrier, byte[] committable) {
        if (committable.length > 0) {
            synchronized (this) {
                prepared.computeIfAbsent(barrier.epoch(), epoch -> new ArrayList<>())
                        .add(new Prepared(node, sink, committable));
            }
        }
    }

    @Override
    public void completed(Barrier barrier) {
        synchronized (this) {
            List<Prepared> parts = prepared.remove(barrier.epoch());
            if (parts != null || barrier.checkpoint() > 0) {
                List<Prepared> all = parts == null ? List.of() : parts;
                commits = commits.thenRunAsync(() -> commit(barrier, all), scheduler::block);
            }
        }
    }

    /** What is to be committed is in the snapshot first, so that it is committed even if nobody is left to do it here. */
    private void commit(Barrier barrier, List<Prepared> parts) {
        try {
            if (barrier.checkpoint() > 0) {
                snapshots.write(
                        barrier.checkpoint(),
                        parts.stream()
                                .map(part -> new SnapshotFile.Committable(part.node(), part.committable()))
                                .toList());
            }
            parts.forEach(part -> part.sink().commit(part.committable()));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void checkpoint(Barrier barrier, EpochStart start) {
        snapshots.released(barrier.checkpoint(), start);
    }
}
