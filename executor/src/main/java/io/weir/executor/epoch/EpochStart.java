// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a job goes on: all that the coordinator knew when it released a barrier.
 *
 * @param epoch the epoch that barrier closed; -1 for a job that starts anew
 * @param hydrating whether bounded inputs were still being read, and nothing emitted
 * @param splits all splits found so far
 * @param scanWatermarks by scan
 * @param groupWatermarks by watermark group, as in the barrier
 * @param wakeUps what operators have asked for
 * @param script the epochs to be repeated before new ones are made
 */
public record EpochStart(
        long epoch,
        long timeMicros,
        boolean hydrating,
        Map<SplitId, SplitProgress> splits,
        long[] scanWatermarks,
        long[] groupWatermarks,
        Set<Long> wakeUps,
        List<JournalEntry> script) {
    public EpochStart {
        splits = Map.copyOf(splits);
        wakeUps = Set.copyOf(wakeUps);
        script = List.copyOf(script);
    }

    /** Before anything has happened. */
    public static EpochStart beginning() {
        return new EpochStart(-1, 0, false, Map.of(), new long[0], new long[0], Set.of(), List.of());
    }

    /** The same place, from which first the given epochs are repeated. */
    public EpochStart repeating(List<JournalEntry> entries) {
        return new EpochStart(epoch, timeMicros, hydrating, splits, scanWatermarks, groupWatermarks, wakeUps, entries);
    }
}
