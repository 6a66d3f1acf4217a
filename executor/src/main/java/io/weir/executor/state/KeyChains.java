// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/**
 * The rows of each key of a multiset, one behind the other.
 *
 * <pre>
 *   place    = next row plus 1, key: 32 bits each
 *   previous = the row before plus 2, 1 for none; only when single rows may go
 * </pre>
 */
final class KeyChains {
    private static final int NO_PREVIOUS = 1;

    private final StateTable rows;
    private final MultisetKeys keys;
    /** The number of the multiset among those of the keys. */
    private final int number;

    private final int place;
    private final int previous;
    private final boolean removable;
    /** The word of the place from the base of a row. */
    final int offset;

    /** @param place the value of a row that is its place; behind it stands the row before, if single rows may go */
    KeyChains(StateTable rows, MultisetKeys keys, int number, int place, boolean removable) {
        this.rows = rows;
        this.keys = keys;
        this.number = number;
        this.place = place;
        previous = place + 1;
        this.removable = removable;
        offset = rows.offsetOfValue(place);
    }

    static int words(boolean removable) {
        return removable ? 2 : 1;
    }

    int next(int row) {
        return (int) (rows.word(row, place) >>> Integer.SIZE) - 1;
    }

    int key(int row) {
        return (int) rows.word(row, place);
    }

    boolean isFirst(int row) {
        return rows.word(row, previous) == NO_PREVIOUS;
    }

    private static long placeOf(int next, int key) {
        return (next + 1L) << Integer.SIZE | key;
    }

    /** Makes a row the first of its key. */
    void add(int row, int key) {
        int next = keys.first(key, number);
        rows.setWord(row, place, placeOf(next, key));
        if (removable) {
            rows.setWord(row, previous, NO_PREVIOUS);
            if (next >= 0) {
                rows.setWord(next, previous, row + 2L);
            }
        }
        keys.setFirst(key, number, row);
    }

    /** Makes a row the second of its key. */
    void addBehind(int first, int row, int key) {
        int next = next(first);
        rows.setWord(row, place, placeOf(next, key));
        rows.setWord(row, previous, first + 2L);
        if (next >= 0) {
            rows.setWord(next, previous, row + 2L);
        }
        rows.setWord(first, place, placeOf(row, key));
    }

    /** Makes each row the first of its key, one after the other; rows and keys have been touched. */
    void addAll(int[] of, int[] keysOf, int count) {
        if (removable) {
            for (int i = 0; i < count; i++) {
                add(of[i], keysOf[i]);
            }
            return;
        }
        // they will not be taken out of their chains, so those behind them need not be touched
        long[][] pages = rows.pages();
        int shift = rows.pageShift();
        int mask = rows.rowMask();
        int stride = rows.stride();
        long[][] keyPages = keys.table.pages();
        int keyShift = keys.table.pageShift();
        int keyMask = keys.table.rowMask();
        int keyStride = keys.table.stride();
        int firsts = keys.offsetOfFirsts();
        int half = MultisetKeys.shiftOf(number);
        for (int i = 0; i < count; i++) {
            int row = of[i];
            int key = keysOf[i];
            long[] page = keyPages[key >> keyShift];
            int at = (key & keyMask) * keyStride + firsts;
            long word = page[at];
            pages[row >> shift][(row & mask) * stride + offset] = (word >>> half) << Integer.SIZE | key;
            page[at] = MultisetKeys.withFirst(word, number, row);
        }
    }

    /** Takes a row out, and its key when nothing is left of that. */
    void remove(int row) {
        if (!removable) {
            throw new IllegalStateException("rows of this multiset do not go one by one");
        }
        int next = next(row);
        int key = key(row);
        int before = (int) rows.word(row, previous) - 2;
        if (next >= 0) {
            rows.setWord(next, previous, before + 2L);
        }
        if (before >= 0) {
            rows.setWord(before, place, placeOf(next, key));
            return;
        }
        keys.setFirst(key, number, next);
        if (next < 0) {
            keys.release(key);
        }
    }
}
