// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Utf8;

/** A few values of a task that belong to no key, such as the time it has come to. Raw ones start as 0, SQL ones as NULL. */
public interface Cell {
    int count();

    long word(int value);

    void setWord(int value, long word);

    boolean isNull(int value);

    void setNull(int value);

    Utf8 readBytes(int value, Utf8 piece);

    void writeBytes(int value, byte[] bytes, int start, int length);

    /**
     * What becomes of the cell when the files of several tasks are read; every task reads those of all, so it must not
     * matter how often or in which order they are merged.
     */
    @FunctionalInterface
    interface Merge {
        /** Keeps the greater word of each value; for cells of raw LONGs. */
        Merge GREATEST = (into, other) -> {
            for (int i = 0; i < into.count(); i++) {
                into.setWord(i, Math.max(into.word(i), other.word(i)));
            }
        };

        /** Keeps the lesser word of each value; for cells of raw LONGs. */
        Merge LEAST = (into, other) -> {
            for (int i = 0; i < into.count(); i++) {
                into.setWord(i, Math.min(into.word(i), other.word(i)));
            }
        };

        /** For cells that are the same in all tasks. */
        Merge SAME = (into, other) -> {};

        void merge(Cell into, Cell other);
    }
}
