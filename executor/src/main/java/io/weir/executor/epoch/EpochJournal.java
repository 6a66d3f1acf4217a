// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import java.util.List;

/**
 * The cuts of a job in their order, by which the same epochs can be made again.
 *
 * <p>An entry is written before anything that waits for its barrier leaves the process.
 */
public interface EpochJournal {
    void append(JournalEntry entry);

    /** The entries after a snapshot's epoch, without a gap; {@code -1} for all from barrier 0 on. */
    List<JournalEntry> after(long epoch);

    /** Says that epochs up to this one are in a snapshot and need not be repeated. */
    void forget(long uptoEpoch);

    /** Remembers the latest entries in memory. */
    static EpochJournal inMemory(int entriesMax) {
        return new MemoryJournal(entriesMax);
    }

    /** Remembers nothing. */
    static EpochJournal none() {
        return new MemoryJournal(0);
    }
}
