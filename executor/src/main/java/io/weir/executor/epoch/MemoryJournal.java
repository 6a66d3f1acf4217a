// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import java.util.ArrayDeque;
import java.util.List;

/** The latest entries of a journal, lost with the process. */
final class MemoryJournal implements EpochJournal {
    private final int entriesMax;
    private final ArrayDeque<JournalEntry> entries = new ArrayDeque<>();

    MemoryJournal(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        entries.add(entry);
        if (entries.size() > entriesMax) {
            entries.remove();
        }
    }

    @Override
    public synchronized List<JournalEntry> after(long epoch) {
        List<JournalEntry> later =
                entries.stream().filter(entry -> entry.epoch() > epoch).toList();
        if (!later.isEmpty() && later.get(0).epoch() != epoch + 1) {
            throw new IllegalStateException(
                    "the journal begins with epoch " + later.get(0).epoch());
        }
        return later;
    }

    @Override
    public synchronized void forget(long uptoEpoch) {
        entries.removeIf(entry -> entry.epoch() <= uptoEpoch);
    }
}
