// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running dataflow. */
public interface Job {
    String id();

    /** One stream per {@code Result} root of the plan, in order. */
    List<ResultStream> results();

    /** Completes when the job has come to its end or was stopped, and fails with a {@code SqlException} when it failed. */
    CompletableFuture<JobMetrics> done();

    JobMetrics metrics();

    /**
     * Writes the job's state as of one barrier to a file, from which {@link JobStart#from} goes on; the job runs on.
     * Completes when the file is there.
     */
    CompletableFuture<Void> snapshot(Path file);

    /** Stops the job; {@link #done} completes soon after. Idempotent; from any thread. */
    void stop();
}
