// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.epoch.EpochJournal;
import io.weir.executor.epoch.JournalEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a job begins.
 *
 * @param snapshot the file to go on from; empty for the beginning
 * @param repeats the epochs after that which are made again before new ones
 * @param journal where the epochs are written to
 */
public record JobStart(Optional<Path> snapshot, List<JournalEntry> repeats, EpochJournal journal) {
    public JobStart {
        repeats = List.copyOf(repeats);
    }

    /** At the beginning, without a journal. */
    public static JobStart fresh() {
        return new JobStart(Optional.empty(), List.of(), EpochJournal.none());
    }

    /** At the beginning, making the epochs of a journal again. */
    public static JobStart replay(EpochJournal journal) {
        return new JobStart(Optional.empty(), journal.after(-1), EpochJournal.none());
    }

    /** Where {@link Job#snapshot} was called. */
    public static JobStart from(Path snapshot) {
        return new JobStart(Optional.of(snapshot), List.of(), EpochJournal.none());
    }

    /** The same, after which the given epochs are made again. */
    public JobStart repeating(List<JournalEntry> entries) {
        return new JobStart(snapshot, entries, journal);
    }

    /** The same, with epochs written to a journal. */
    public JobStart writing(EpochJournal to) {
        return new JobStart(snapshot, repeats, to);
    }
}
