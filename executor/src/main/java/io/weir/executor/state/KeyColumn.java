// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.Arrays;

/** One key column of a table: compares and stores what {@link DenseColumn} has laid out. */
final class KeyColumn {
    private final PagedRows rows;
    private final int column;
    private final int shift;
    private final int rowMask;
    private final int stride;
    private final int offset;
    private final int nullOffset;
    private final long nullMask;
    private final int words;
    private final boolean variable;

    final DenseColumn batch;
    /** Whether a row has ever had NULL here. */
    private boolean hadNull;

    KeyColumn(PagedRows rows, int column) {
        this.rows = rows;
        this.column = column;
        RowLayout layout = rows.layout;
        shift = layout.pageShift;
        rowMask = layout.rowMask;
        stride = layout.stride;
        offset = layout.offsets[column];
        nullOffset = layout.nullOffsets[column];
        nullMask = layout.nullMasks[column];
        words = layout.types[column].words();
        variable = layout.types[column].isVariable();
        batch = new DenseColumn();
    }

    /** Sets those candidates to -1 whose key column is not that of the batch. */
    void keepEqual(int[] candidates, int count) {
        if (hadNull || batch.nulls != null) {
            keepEqualNulls(candidates, count);
        }
        if (variable) {
            keepEqualBytes(candidates, count);
            return;
        }
        keepEqualWords(candidates, count, batch.words, offset);
        if (words == 2) {
            keepEqualWords(candidates, count, batch.low, offset + 1);
        }
    }

    private void keepEqualWords(int[] candidates, int count, long[] wanted, int at) {
        long[][] pages = rows.words;
        for (int i = 0; i < count; i++) {
            int row = candidates[i];
            if (row >= 0 && pages[row >> shift][(row & rowMask) * stride + at] != wanted[i]) {
                candidates[i] = -1;
            }
        }
    }

    private void keepEqualNulls(int[] candidates, int count) {
        long[][] pages = rows.words;
        boolean[] nulls = batch.nulls;
        for (int i = 0; i < count; i++) {
            int row = candidates[i];
            if (row >= 0) {
                boolean isNull = (pages[row >> shift][(row & rowMask) * stride + nullOffset] & nullMask) != 0;
                if (isNull != (nulls != null && nulls[i])) {
                    candidates[i] = -1;
                }
            }
        }
    }

    private void keepEqualBytes(int[] candidates, int count) {
        for (int i = 0; i < count; i++) {
            int row = candidates[i];
            if (row >= 0 && !equalBytes(i, row)) {
                candidates[i] = -1;
            }
        }
    }

    private boolean equalBytes(int index, int row) {
        long place = rows.words[row >> shift][(row & rowMask) * stride + offset];
        int length = (int) place;
        if (length != batch.lengths[index]) {
            return false;
        }
        int from = (int) (place >>> 32);
        int start = batch.starts[index];
        return length == 0
                || Arrays.equals(rows.bytesOf(row), from, from + length, batch.block(index), start, start + length);
    }

    /** Whether the i-th row of the batch has the same key column as a row of the table. */
    boolean equal(int index, int row) {
        long[] page = rows.words[row >> shift];
        int base = (row & rowMask) * stride;
        boolean isNull = (page[base + nullOffset] & nullMask) != 0;
        if (isNull != batch.isNull(index)) {
            return false;
        }
        if (variable) {
            return equalBytes(index, row);
        }
        return page[base + offset] == batch.words[index] && (words == 1 || page[base + offset + 1] == batch.low[index]);
    }

    /** Whether two rows of the table have the same key column. */
    boolean sameInRows(int row, int other) {
        long[] page = rows.words[row >> shift];
        long[] otherPage = rows.words[other >> shift];
        int base = (row & rowMask) * stride;
        int otherBase = (other & rowMask) * stride;
        if (((page[base + nullOffset] ^ otherPage[otherBase + nullOffset]) & nullMask) != 0) {
            return false;
        }
        long word = page[base + offset];
        long otherWord = otherPage[otherBase + offset];
        if (!variable) {
            return word == otherWord && (words == 1 || page[base + offset + 1] == otherPage[otherBase + offset + 1]);
        }
        int from = (int) (word >>> 32);
        int otherFrom = (int) (otherWord >>> 32);
        return Arrays.equals(
                rows.bytesOf(row),
                from,
                from + (int) word,
                rows.bytesOf(other),
                otherFrom,
                otherFrom + (int) otherWord);
    }

    /** Writes the key column of the i-th row of the batch into a new row. */
    void store(int index, int row) {
        if (batch.isNull(index)) {
            rows.words[row >> shift][(row & rowMask) * stride + nullOffset] |= nullMask;
            hadNull = true;
            return;
        }
        if (variable) {
            rows.writeBytes(row, column, batch.block(index), batch.starts[index], batch.lengths[index]);
            return;
        }
        long[] page = rows.words[row >> shift];
        int at = (row & rowMask) * stride + offset;
        page[at] = batch.words[index];
        if (words == 2) {
            page[at + 1] = batch.low[index];
        }
    }

    /** Writes the key column of each row of the batch into new rows. */
    void storeAll(int[] into, int count) {
        if (variable || words == 2 || batch.nulls != null) {
            for (int i = 0; i < count; i++) {
                store(i, into[i]);
            }
            return;
        }
        long[][] pages = rows.words;
        long[] values = batch.words;
        for (int i = 0; i < count; i++) {
            int row = into[i];
            pages[row >> shift][(row & rowMask) * stride + offset] = values[i];
        }
    }

    /** Told that a restored row has NULL here. */
    void hasNull() {
        hadNull = true;
    }
}
