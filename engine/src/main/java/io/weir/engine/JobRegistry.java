// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobMetrics;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of an engine: those that INSERT statements started, which run or are among the last that have ended, and the
 * continuous queries whose results are open.
 */
final class JobRegistry {
    private static final int ENDED_MAX = 100;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What started a job. */
    enum Kind {
        INSERT,
        QUERY
    }

    /** What is known of a job. */
    static final class Entry {
        final String id;
        final Kind kind;
        final String sql;
        final Job job;
        /** Completed as the job is, when the list shows it. */
        final CompletableFuture<JobMetrics> ended = new CompletableFuture<>();

        private final Runnable stop;
        final Instant started = Instant.now();
        volatile String state = "RUNNING";
        volatile @Nullable SqlException failure;

        Entry(String id, Kind kind, String sql, Job job, Runnable stop) {
            this.id = id;
            this.kind = kind;
            this.sql = sql;
            this.job = job;
            this.stop = stop;
        }

        JobMetrics metrics() {
            return job.metrics();
        }
    }

    String nextId() {
        return "job-" + numbers.incrementAndGet();
    }

    Entry add(String id, String sql, Job job) {
        Entry entry = new Entry(id, Kind.INSERT, sql, job, job::stop);
        synchronized (entries) {
            entries.put(id, entry);
            forgetOldest();
        }
        job.done().whenComplete((metrics, error) -> {
            if (error == null) {
                entry.state = entry.state.equals("STOPPING") ? "STOPPED" : "FINISHED";
                entry.ended.complete(metrics);
            } else {
                SqlException failure = asSqlException(error);
                entry.failure = failure;
                entry.state = "FAILED";
                entry.ended.completeExceptionally(failure);
            }
        });
        return entry;
    }

    /** Lists a continuous query for as long as it runs; stopping it is the given action. */
    void addQuery(String id, String sql, Job job, Runnable stop) {
        synchronized (entries) {
            entries.put(id, new Entry(id, Kind.QUERY, sql, job, stop));
        }
        job.done().whenComplete((metrics, error) -> forget(id));
    }

    /** Takes a query out of the list. */
    void forget(String id) {
        synchronized (entries) {
            entries.remove(id);
        }
    }

    private void forgetOldest() {
        long ended =
                entries.values().stream().filter(e -> e.job.done().isDone()).count();
        var iterator = entries.values().iterator();
        while (ended > ENDED_MAX && iterator.hasNext()) {
            if (iterator.next().job.done().isDone()) {
                iterator.remove();
                ended--;
            }
        }
    }

    static SqlException asSqlException(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException || cause instanceof java.util.concurrent.ExecutionException) {
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        return cause instanceof SqlException known ? known : SqlException.internal("the job failed", cause);
    }

    List<Entry> list() {
        synchronized (entries) {
            return new ArrayList<>(entries.values());
        }
    }

    /** Stops a job; an error when there is none of the id. */
    void stop(String id) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(id);
            if (entry == null) {
                throw SqlException.report(ErrorCode.JOB_NOT_FOUND)
                        .says("job \"%s\" does not exist", id)
                        .hint("%s", Nearest.hint(id, entries.keySet(), "SHOW JOBS lists the jobs."))
                        .toException();
            }
        }
        if (entry.state.equals("RUNNING")) {
            entry.state = "STOPPING";
        }
        entry.stop.run();
    }
}
