// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.deadletter.OnError;
import io.weir.executor.runtime.ChangeKind;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobSettings;
import io.weir.executor.runtime.JobStart;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.SimulatedRuntime;
import io.weir.executor.state.MemoryBudget;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.Planned;
import io.weir.reference.ZSet;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run of a plan in one thread with virtual time, under random settings. */
final class Simulation {
    static final long START_MICROS = 1_700_000_000_000_000L;

    private static final int FRAMES_MAX = 1_000_000;

    private final JobPlan plan;
    private final Planned.Query query;
    private final JobSettings settings;
    private final MemoryBudget budget = MemoryBudget.unlimited();
    private final SimulatedRuntime runtime;
    private final Path folder;

    /** @param streaming whether there are answers before the end */
    Simulation(ChangesCatalog tables, JobPlan plan, Planned.Query query, boolean streaming, SplittableRandom random) {
        this.plan = plan;
        this.query = query;
        JobSettings defaults = JobSettings.defaults();
        settings = new JobSettings(
                1 + random.nextInt(4),
                random.nextInt(3) == 0 ? 0 : 200,
                random.nextInt(16) == 0 ? defaults.epochMaxBytes() : 500 + random.nextInt(4_000),
                defaults.epochMaxMicros(),
                OnError.DROP,
                streaming,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? 1_000 : defaults.resultBufferBytes(),
                defaults.commitIntervalMicros());
        runtime = new SimulatedRuntime(random.nextLong(), START_MICROS, tables, budget);
        try {
            folder = Files.createTempDirectory("weir-trial");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Job start(JobStart from) {
        return runtime.start("trial", plan, settings, from);
    }

    Path snapshot() {
        return folder.resolve("snapshot");
    }

    /** All that is left of the result, added to what was shown. */
    void readToEnd(Job job, Map<Long, ZSet> shown) {
        for (int i = 0; i < FRAMES_MAX; i++) {
            ResultFrame frame = poll(job);
            if (frame != null && take(frame, shown)) {
                return;
            }
        }
        throw new TrialFailure(TrialFailure.Kind.NOT_RUN, "the job hangs", null);
    }

    /**
     * Reads some frames, asks for a snapshot and reads on until it is there, then stops the job.
     *
     * @return false when the job came to its end first: then there is no snapshot, and all has been shown
     */
    boolean readToSnapshot(Job job, Map<Long, ZSet> shown, int framesBefore) {
        boolean ended = false;
        for (int i = 0; i < framesBefore && !ended; i++) {
            ResultFrame frame = poll(job);
            ended = frame != null && take(frame, shown);
        }
        CompletableFuture<Void> written = ended ? new CompletableFuture<>() : job.snapshot(snapshot());
        for (int i = 0; i < FRAMES_MAX && !written.isDone() && !ended; i++) {
            ResultFrame frame = poll(job);
            ended = frame != null && take(frame, shown);
        }
        if (!written.isDone() || written.isCompletedExceptionally()) {
            if (!ended) {
                readToEnd(job, shown);
            }
            return false;
        }
        job.stop();
        for (int i = 0; i < 10_000 && runtime.step(); i++) {
            // the job comes to its end
        }
        return true;
    }

    private static @Nullable ResultFrame poll(Job job) {
        try {
            return job.results().get(0).poll(Duration.ofSeconds(1));
        } catch (SqlException e) {
            if (e.code() == ErrorCode.NOT_SUPPORTED) {
                throw e;
            }
            throw new TrialFailure(TrialFailure.Kind.NOT_RUN, "the job failed: " + e.render(null), e);
        }
    }

    private boolean take(ResultFrame frame, Map<Long, ZSet> shown) {
        Batch rows = frame.rows();
        if (rows != null) {
            ZSet epoch = shown.computeIfAbsent(frame.epoch(), e -> new ZSet());
            List<List<@Nullable Object>> values = rows.rows(query.schema().types());
            byte[] kinds = frame.kinds();
            for (int i = 0; i < values.size(); i++) {
                ChangeKind kind = kinds == null ? ChangeKind.INSERT : ChangeKind.values()[kinds[i]];
                boolean removal = kind == ChangeKind.DELETE || kind == ChangeKind.UPDATE_BEFORE;
                epoch.add(values.get(i), removal ? -1 : 1);
            }
            rows.release();
        }
        return frame.last();
    }

    /** After the end nothing is held any more. */
    void checkAllReturned() {
        for (int i = 0; i < 10_000 && runtime.step(); i++) {
            // what is left to do
        }
        if (budget.leasedBytes() != 0) {
            throw new TrialFailure(
                    TrialFailure.Kind.OTHER_ANSWER,
                    budget.leasedBytes() + " bytes are still leased after the end",
                    null);
        }
    }
}
