// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.schedule.Scheduler;
import io.weir.executor.schedule.WorkerThreads;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.plan.physical.JobPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs jobs on threads that they share. */
public final class JobRuntime implements AutoCloseable {
    private static final long CLOSE_SECONDS_MAX = 10;

    private final WorkerThreads threads;
    private final JobStarter starter;
    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();

    /**
     * Starts the threads.
     *
     * @param workers threads that do the work; one per core is best
     * @param budget what all jobs together may hold
     */
    public JobRuntime(int workers, JobClock clock, Tables tables, MemoryBudget budget) {
        threads = new WorkerThreads(workers, clock);
        starter = new JobStarter(tables, threads, budget);
    }

    /** Starts a job at its beginning. */
    public Job start(String id, JobPlan plan, JobSettings settings) {
        return start(id, plan, settings, JobStart.fresh());
    }

    /**
     * Starts a job. Asks its sources for their splits and opens them, so it may wait for the outside; what goes wrong there is
     * thrown.
     */
    public Job start(String id, JobPlan plan, JobSettings settings, JobStart from) {
        Job job = starter.start(id, plan, settings, from);
        jobs.add(job);
        job.done().whenComplete((metrics, error) -> jobs.remove(job));
        return job;
    }

    /** Calls {@code action}, which is short, after so long. */
    public Scheduler.Timer after(Duration wait, Runnable action) {
        long micros = TimeUnit.MICROSECONDS.convert(wait);
        long now = threads.nowMicros();
        return threads.at(micros > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + micros, action);
    }

    /** Stops all jobs, waits a little for them to end, and ends the threads. */
    @Override
    public void close() {
        List<Job> running = List.copyOf(jobs);
        running.forEach(Job::stop);
        CompletableFuture<?>[] ends = running.stream().map(Job::done).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).handle((nothing, error) -> nothing).get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.getLogger(JobRuntime.class.getName())
                    .log(System.Logger.Level.WARNING, "jobs did not end when the runtime was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.close();
        }
    }
}
