// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.DeadLetters;
import io.weir.executor.epoch.EpochCoordinator;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.state.MemoryBudget;

/** What the tasks of a job have in common. */
interface JobContext {
    String id();

    JobSettings settings();

    Kernels kernels();

    EpochCoordinator coordinator();

    MemoryBudget budget();

    /** Where records and rows go that the job leaves out. */
    DeadLetters deadLetters();

    /** The epoch that the job begins with. */
    long openEpoch();

    /** Time of the barrier that the job goes on behind, or its start. */
    long openTimeMicros();

    /** Watermark of a group in that barrier. */
    long openWatermark(int group);

    /** No further rows can change what a node gives. */
    void enough(Layout.Node node);
}
