// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one multiset or two: where the rows of each begin, and the sums of their weights that are asked for.
 *
 * <pre>
 *   key columns -&gt; first rows plus 1, of the second multiset in the upper half; sums of weights
 * </pre>
 *
 * <p>Follows from the rows, so it is not in snapshots but for the columns of keys that rows refer to. A key goes with its
 * last row, unless it is marked.
 */
public final class MultisetKeys {
    static final int MOST = 2;
    private static final int FIRSTS = 0;

    private static final long HALF = 0xFFFF_FFFFL;

    final StateTable table;
    private final int multisets;
    /** By multiset the value with the sum of weights, or -1. */
    private final int[] sums;

    /** @param summed by multiset, whether the weights of each key are summed up */
    MultisetKeys(List<DataType> keyTypes, int groupKeys, List<Boolean> summed, TableShape shape, MemoryBudget budget) {
        multisets = summed.size();
        if (multisets > MOST) {
            throw new IllegalArgumentException("keys are shared by two multisets at most");
        }
        List<ValueType> words = new ArrayList<>();
        words.add(ValueType.Raw.LONG);
        sums = new int[multisets];
        for (int i = 0; i < multisets; i++) {
            sums[i] = summed.get(i) ? words.size() : -1;
            if (summed.get(i)) {
                words.add(ValueType.Raw.LONG);
            }
        }
        table = new StateTable(ValueType.of(keyTypes), groupKeys, words, shape, budget);
    }

    /** Finds the keys of a batch, as {@link StateTable#resolve} does. */
    public void resolve(Batch batch, int[] keyColumns, long[] hashes, int[] keysOut, boolean insert) {
        table.resolve(batch, keyColumns, hashes, keysOut, insert, null);
    }

    /** The first row of a key in a multiset, or -1. */
    public int first(int key, int multiset) {
        return (int) (table.word(key, FIRSTS) >>> shiftOf(multiset)) - 1;
    }

    /** Where the first row plus 1 of a multiset stands in its word. */
    static int shiftOf(int multiset) {
        return multiset * Integer.SIZE;
    }

    /** Fills {@code firstOut} with the first row of each key in a multiset; -1 for none, and for a key of -1. */
    public void first(int[] keys, int count, int multiset, int[] firstOut) {
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = offsetOfFirsts();
        int half = shiftOf(multiset);
        for (int i = 0; i < count; i++) {
            int key = keys[i];
            firstOut[i] = key < 0 ? -1 : (int) (pages[key >> shift][(key & mask) * stride + offset] >>> half) - 1;
        }
    }

    void setFirst(int key, int multiset, int row) {
        table.setWord(key, FIRSTS, withFirst(table.word(key, FIRSTS), multiset, row));
    }

    static long withFirst(long firsts, int multiset, int row) {
        int half = shiftOf(multiset);
        return firsts & ~(HALF << half) | (row + 1L) << half;
    }

    /** The sum of the weights of a key's rows in a multiset; 0 when it is not kept. */
    public long total(int key, int multiset) {
        return sums[multiset] < 0 ? 0 : table.word(key, sums[multiset]);
    }

    /** The word that has the first rows. */
    int offsetOfFirsts() {
        return table.offsetOfValue(FIRSTS);
    }

    /** Adds the weights of a batch to the sums of its keys, which have been touched. */
    void addTotals(Batch batch, int[] of, int multiset) {
        if (sums[multiset] < 0) {
            return;
        }
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int offset = table.offsetOfValue(sums[multiset]);
        for (int i = 0; i < batch.size(); i++) {
            pages[of[i] >> shift][(of[i] & mask) * stride + offset] += batch.weight(batch.row(i));
        }
    }

    void addTotal(int key, int multiset, long weight) {
        if (sums[multiset] >= 0) {
            table.setWord(key, sums[multiset], total(key, multiset) + weight);
        }
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
