// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one or several multisets: where the rows of each begin, and the sum of their weights.
 *
 * <pre>
 *   key columns -&gt; for each multiset: first row, sum of weights
 * </pre>
 *
 * <p>Follows from the rows, so it is not in snapshots. A key goes with its last row, unless it is marked.
 */
public final class MultisetKeys {
    /** Of the words of a multiset, the first row plus 1; 0 for none. */
    private static final int FIRST = 0;

    private static final int TOTAL = 1;
    private static final int WORDS = 2;

    final StateTable table;
    private final int multisets;

    MultisetKeys(List<DataType> keyTypes, int groupKeys, int multisets, TableShape shape, MemoryBudget budget) {
        this.multisets = multisets;
        List<ValueType> words = new ArrayList<>();
        for (int i = 0; i < WORDS * multisets; i++) {
            words.add(ValueType.Raw.LONG);
        }
        table = new StateTable(ValueType.of(keyTypes), groupKeys, words, shape, budget);
    }

    /** Finds the keys of a batch, as {@link StateTable#resolve} does. */
    public void resolve(Batch batch, int[] keyColumns, long[] hashes, int[] keysOut, boolean insert) {
        table.resolve(batch, keyColumns, hashes, keysOut, insert, null);
    }

    /** The first row of a key in a multiset, or -1. */
    public int first(int key, int multiset) {
        return (int) table.word(key, WORDS * multiset + FIRST) - 1;
    }

    /** Fills {@code firstOut} with the first row of each key in a multiset; -1 for none, and for a key of -1. */
    public void first(int[] keys, int count, int multiset, int[] firstOut) {
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(WORDS * multiset + FIRST);
        for (int i = 0; i < count; i++) {
            int key = keys[i];
            firstOut[i] = key < 0 ? -1 : (int) pages[key >> shift][(key & mask) * stride + offset] - 1;
        }
    }

    void setFirst(int key, int multiset, int row) {
        table.setWord(key, WORDS * multiset + FIRST, row + 1L);
    }

    /** The sum of the weights of a key's rows in a multiset. */
    public long total(int key, int multiset) {
        return table.word(key, WORDS * multiset + TOTAL);
    }

    /** The word that has the first row plus 1. */
    int offsetOfFirst(int multiset) {
        return table.offsetOfValue(WORDS * multiset + FIRST);
    }

    int offsetOfTotal(int multiset) {
        return table.offsetOfValue(WORDS * multiset + TOTAL);
    }

    void addTotal(int key, int multiset, long weight) {
        table.setWord(key, WORDS * multiset + TOTAL, total(key, multiset) + weight);
    }

    /** Marks keys as {@link StateTable#mark} does; they stay until they are unmarked and {@linkplain #release released}. */
    public int mark(int[] keys, int count, int[] newly, int at) {
        return table.mark(keys, count, newly, at);
    }

    public void unmark(int[] keys, int from, int to) {
        table.unmark(keys, from, to);
    }

    /** Frees a key that has no rows and no mark. */
    public void release(int key) {
        for (int i = 0; i < multisets; i++) {
            if (first(key, i) >= 0) {
                return;
            }
        }
        if (!table.isMarked(key)) {
            table.free(key);
        }
    }

    /** A key column of the given keys as a flat vector. */
    public Vector keyVector(int column, int[] of, int from, int to) {
        return table.keyVector(column, of, from, to);
    }

    /** Keys that have rows. */
    public int size() {
        return table.size();
    }
}
