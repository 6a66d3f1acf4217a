// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** Remembers every epoch of a job, also those that a snapshot makes unnecessary. */
final class WholeJournal implements EpochJournal {
    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public void append(JournalEntry entry) {
        entries.add(entry);
    }

    @Override
    public List<JournalEntry> after(long epoch) {
        return entries.stream().filter(e -> e.epoch() > epoch).toList();
    }

    @Override
    public void forget(long uptoEpoch) {}
}
