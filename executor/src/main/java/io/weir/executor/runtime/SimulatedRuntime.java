// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.schedule.SeededScheduler;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.time.JobClock;
import io.weir.plan.physical.JobPlan;
import java.time.Duration;

/**
 * Runs whole jobs, coordinator included, in the caller's thread: the order of everything, and how much sources give at
 * once, is decided by a seed, and time is virtual.
 *
 * <p>Nothing happens but in {@link #advance}, {@link #step}, and while a result is polled, which lets virtual time pass.
 */
public final class SimulatedRuntime {
    private final SeededScheduler scheduler;
    private final JobStarter starter;

    public SimulatedRuntime(long seed, long startMicros, Tables tables, MemoryBudget budget) {
        scheduler = new SeededScheduler(seed, startMicros);
        starter = new JobStarter(tables, scheduler, budget);
    }

    public Job start(String id, JobPlan plan, JobSettings settings, JobStart from) {
        return starter.start(id, plan, settings, from);
    }

    public Job start(String id, JobPlan plan, JobSettings settings) {
        return start(id, plan, settings, JobStart.fresh());
    }

    /** The virtual clock. */
    public JobClock clock() {
        return scheduler;
    }

    /** Does one thing; false when nothing will ever happen by itself. */
    public boolean step() {
        return scheduler.step(Long.MAX_VALUE);
    }

    /** Lets time pass. */
    public void advance(Duration by) {
        scheduler.advanceTo(scheduler.nowMicros() + by.toNanos() / 1000);
    }
}
