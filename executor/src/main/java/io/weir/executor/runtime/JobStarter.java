// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.schedule.Scheduler;
import io.weir.executor.state.MemoryBudget;
import io.weir.plan.physical.JobPlan;

/** Starts jobs on a scheduler, be it of threads or of a simulation. */
record JobStarter(Tables tables, Scheduler scheduler, MemoryBudget budget) {
    Job start(String id, JobPlan plan, JobSettings settings, JobStart start) {
        Kernels kernels =
                Kernels.of(settings.interpreted() ? KernelMode.INTERPRETED : KernelMode.ADAPTIVE, scheduler.random());
        SnapshotFile snapshot = start.snapshot().map(SnapshotFile::read).orElse(null);
        Wiring wiring = new Wiring(id, plan, settings, start, snapshot, kernels, tables, scheduler, budget);
        RunningJob job = wiring.connect(start);
        job.start();
        return job;
    }
}
