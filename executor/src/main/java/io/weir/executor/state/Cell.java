// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Utf8;

/** A few values of a task that belong to no key, such as the time it has come to. */
public interface Cell {
    long word(int value);

    void setWord(int value, long word);

    boolean isNull(int value);

    void setNull(int value);

    Utf8 readBytes(int value, Utf8 piece);

    void writeBytes(int value, byte[] bytes, int start, int length);

    /**
     * What becomes of the cell when the files of several tasks are read; every task reads those of all, so it must not
     * matter how often or in which order they are merged (greatest, least, the same).
     */
    @FunctionalInterface
    interface Merge {
        void merge(Cell into, Cell other);
    }
}
