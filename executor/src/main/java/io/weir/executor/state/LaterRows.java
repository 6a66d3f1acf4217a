// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/**
 * The index of those rows of a multiset that are not the first of their key: empty while each key has one row.
 *
 * <p>So keys that have many rows after all cost an index, and not the time to go through them.
 */
final class LaterRows {
    private static final int SPREAD = 0x9E37_79B9;

    private final StateTable rows;
    /** The word of a row whose lower half is its key. */
    private final int keyOffset;

    private final HashIndex index;

    LaterRows(StateTable rows, int keyOffset, TableShape shape) {
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
     * The row of a key that is equal to the i-th row of the batch which {@link #rows} has loaded, or -1.
     *
     * @param rowHash of the columns of the row, as {@link StateTable#hash} gives it
     */
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
