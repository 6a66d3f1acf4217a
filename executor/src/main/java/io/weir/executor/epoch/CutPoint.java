// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.operator.Barrier;

/** The part of a source task that the coordinator speaks to: reads a scan's splits of that task. */
public interface CutPoint {
    /** Asks to cut the open epoch and report with {@link EpochCoordinator#cut}; from any thread. */
    void close(long epoch);

    /** Hands in the barrier of the epoch that was cut, to be sent on before any later row; from any thread. */
    void release(Barrier barrier);
}
