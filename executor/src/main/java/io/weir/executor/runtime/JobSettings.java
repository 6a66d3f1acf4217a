// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.OnError;

/**
 * How a job runs.
 *
 * @param parallelism the most tasks per node
 * @param epochIntervalMicros least distance of barriers; {@code epoch.interval}
 * @param epochMaxBytes a source stops reading when it has sent so much in one epoch; {@code epoch.max-bytes}
 * @param epochMaxMicros the same by age; {@code epoch.max-length}
 * @param onError what becomes of rows whose expression fails; {@code on-error}
 * @param streaming whether bounded inputs get emitting epochs like unbounded ones; {@code execution.runtime-mode}
 * @param interpreted whether kernels are interpreted, never compiled; for tests
 * @param resultBufferBytes how much a cursor may hold before its query is held back
 * @param commitIntervalMicros how often sinks of unbounded jobs make their output final
 */
public record JobSettings(
        int parallelism,
        long epochIntervalMicros,
        long epochMaxBytes,
        long epochMaxMicros,
        OnError onError,
        boolean streaming,
        boolean interpreted,
        long resultBufferBytes,
        long commitIntervalMicros) {
    /** How often sinks commit unless said otherwise. */
    public static final long COMMIT_INTERVAL_MICROS = 10_000_000;

    /**
     * Settings with the usual interval of commits.
     *
     * @param dropErrors whether rows whose expression fails are dropped and counted, or the job fails
     */
    public JobSettings(
            int parallelism,
            long epochIntervalMicros,
            long epochMaxBytes,
            long epochMaxMicros,
            boolean dropErrors,
            boolean streaming,
            boolean interpreted,
            long resultBufferBytes) {
        this(
                parallelism,
                epochIntervalMicros,
                epochMaxBytes,
                epochMaxMicros,
                dropErrors ? OnError.DROP : OnError.FAIL,
                streaming,
                interpreted,
                resultBufferBytes,
                COMMIT_INTERVAL_MICROS);
    }

    public static JobSettings defaults() {
        return new JobSettings(
                Runtime.getRuntime().availableProcessors(),
                5_000,
                16L << 20,
                100_000,
                OnError.FAIL,
                false,
                false,
                4L << 20,
                10_000_000);
    }
}
