// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.operator.Barrier;
import java.util.Map;

/**
 * One epoch as it was closed: where each split was cut, and the barrier.
 *
 * @param moved the splits that have moved or whose time state has changed in the epoch; all others are as before
 */
public record JournalEntry(Barrier barrier, Map<SplitId, SplitProgress> moved) {
    public JournalEntry {
        moved = Map.copyOf(moved);
    }

    public long epoch() {
        return barrier.epoch();
    }
}
