// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/** The index of rows that refer to their keys: finds a row by the number of its key and its own columns. */
final class RowsOfKeys {
    private static final int SPREAD = 0x9E37_79B9;

    private final StateTable rows;
    /** The word of a row whose lower half is its key. */
    private final int keyOffset;

    private final HashIndex index;

    private long[] homes = {};

    RowsOfKeys(StateTable rows, int keyOffset, TableShape shape) {
        this.rows = rows;
        this.keyOffset = keyOffset;
        index = new HashIndex(shape.mostSlots(), rows.budget);
    }

    private static int tag(long rowHash, int key) {
        return (int) rowHash ^ key * SPREAD;
    }

    private int keyOf(int row) {
        return (int) rows.pages()[row >> rows.pageShift()][(row & rows.rowMask()) * rows.stride() + keyOffset];
    }

    /**
     * Fills {@code rowsOut} with the rows that are found at once; -1 does not say that there is none.
     *
     * <p>Loads come in loops of their own, so that the processor has many on their way at once.
     *
     * @param rowHashes of the columns of the rows of the batch that {@link #rows} has loaded, as {@link StateTable#hash} gives them
     */
    void probe(int[] keys, long[] rowHashes, int count, int[] rowsOut) {
        if (homes.length < count) {
            homes = new long[count];
        }
        long[][] directory = index.directory;
        for (int i = 0; i < count; i++) {
            int tag = tag(rowHashes[i], keys[i]);
            long[] slots = directory[index.placeOf(tag)];
            homes[i] = slots[tag & (slots.length - 1)];
        }
        long[][] pages = rows.pages();
        int shift = rows.pageShift();
        int mask = rows.rowMask();
        int stride = rows.stride();
        for (int i = 0; i < count; i++) {
            int row = (int) homes[i] - 1;
            boolean same = row >= 0
                    && (int) (homes[i] >>> 32) == tag(rowHashes[i], keys[i])
                    && (int) pages[row >> shift][(row & mask) * stride + keyOffset] == keys[i];
            rowsOut[i] = same ? row : -1;
        }
        rows.keepEqual(rowsOut, count);
    }

    /** The row of a key that is equal to the i-th row of the batch which {@link #rows} has loaded, or -1. */
    int find(int i, int key, long rowHash) {
        int tag = tag(rowHash, key);
        long[] slots = index.directory[index.placeOf(tag)];
        int mask = slots.length - 1;
        for (int slot = tag & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int row = (int) slots[slot] - 1;
            if ((int) (slots[slot] >>> 32) == tag && keyOf(row) == key && rows.isEqual(i, row)) {
                return row;
            }
        }
        return -1;
    }

    void add(int row, int key, long rowHash) {
        index.insert(tag(rowHash, key), row);
    }

    void add(int row) {
        add(row, keyOf(row), rows.hash(row));
    }

    void remove(int row) {
        index.remove(tag(rows.hash(row), keyOf(row)), row);
    }

    long bytes() {
        return index.bytes();
    }

    void close() {
        index.close();
    }
}
