// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Per key, rows with {@code long} weights; rows of one key are chained.
 *
 * <pre>
 *   rows:  key columns, row columns -&gt; weight, next, previous
 *   heads: key columns -&gt; first row
 * </pre>
 *
 * <p>Weights may pass through below zero; a row goes when its weight is 0 at the end of a batch. Only rows and weights
 * lie in snapshots; chains and heads are made anew.
 */
public final class MultisetTable implements AutoCloseable {
    private static final int WEIGHT = 0;
    /** The next row plus 1; 0 for none. */
    private static final int NEXT = 1;
    /** The row before plus 2; 1 for none, 0 for a row that is not in a chain yet. */
    private static final int PREVIOUS = 2;

    private static final int NOT_CHAINED = 0;
    private static final int NO_PREVIOUS = 1;

    /** The first row plus 1. */
    private static final int FIRST = 0;

    private final int keyCount;
    private final StateTable rows;
    private final StateTable heads;

    private final KeyHash hash = new KeyHash();
    private int[] columns = {};
    private long[] rowHashes = {};
    private int[] found = {};
    private int[] foundHeads = {};

    MultisetTable(List<DataType> keyTypes, List<DataType> rowTypes, TableShape shape, MemoryBudget budget) {
        keyCount = keyTypes.size();
        List<DataType> all = Stream.concat(keyTypes.stream(), rowTypes.stream()).toList();
        List<ValueType> words = List.of(ValueType.Raw.LONG, ValueType.Raw.LONG, ValueType.Raw.LONG);
        rows = new StateTable(ValueType.of(all), keyCount, words, shape, budget);
        heads = new StateTable(ValueType.of(keyTypes), keyCount, List.of(ValueType.Raw.LONG), shape, budget);
    }

    // ---- writing

    /**
     * Adds the weighted rows of a batch under their keys.
     *
     * @param hashes of the key columns
     */
    public void add(Batch batch, int[] keyColumns, int[] rowColumns, long[] hashes) {
        int count = batch.size();
        room(count);
        int[] all = allColumns(keyColumns, rowColumns);
        hash.extend(batch, all, keyCount, hashes, rowHashes);
        rows.resolve(batch, all, rowHashes, found, true, null);
        heads.resolve(batch, keyColumns, hashes, foundHeads, true, null);
        boolean anyGone = false;
        for (int i = 0; i < count; i++) {
            long weight = rows.word(found[i], WEIGHT) + batch.weight(batch.row(i));
            rows.setWord(found[i], WEIGHT, weight);
            if (rows.word(found[i], PREVIOUS) == NOT_CHAINED) {
                chain(found[i], foundHeads[i]);
            }
            anyGone |= weight == 0;
        }
        if (anyGone) {
            forget(count);
        }
    }

    private int[] allColumns(int[] keyColumns, int[] rowColumns) {
        if (columns.length != keyColumns.length + rowColumns.length) {
            columns = new int[keyColumns.length + rowColumns.length];
        }
        System.arraycopy(keyColumns, 0, columns, 0, keyColumns.length);
        System.arraycopy(rowColumns, 0, columns, keyColumns.length, rowColumns.length);
        return columns;
    }

    private void chain(int row, int head) {
        int next = (int) heads.word(head, FIRST) - 1;
        rows.setWord(row, NEXT, next + 1L);
        rows.setWord(row, PREVIOUS, NO_PREVIOUS);
        if (next >= 0) {
            rows.setWord(next, PREVIOUS, row + 2L);
        }
        heads.setWord(head, FIRST, row + 1L);
    }

    /** Frees the rows without weight, and the heads of empty chains. */
    private void forget(int count) {
        for (int i = 0; i < count; i++) {
            if (rows.isLive(found[i]) && rows.word(found[i], WEIGHT) == 0) {
                unchain(found[i], foundHeads[i]);
                rows.free(found[i]);
            }
        }
    }

    private void unchain(int row, int head) {
        int next = (int) rows.word(row, NEXT) - 1;
        int previous = (int) rows.word(row, PREVIOUS) - 2;
        if (next >= 0) {
            rows.setWord(next, PREVIOUS, previous + 2L);
        }
        if (previous >= 0) {
            rows.setWord(previous, NEXT, next + 1L);
        } else if (next >= 0) {
            heads.setWord(head, FIRST, next + 1L);
        } else {
            heads.free(head);
        }
    }

    private void room(int count) {
        if (found.length < count) {
            int length = Math.max(Batch.MAX_ROWS, count);
            found = new int[length];
            foundHeads = new int[length];
            rowHashes = new long[length];
        }
    }

    // ---- reading

    /** Finds the first row of each key of a batch: {@code firstOut[i]} for the i-th row that counts, or -1. */
    public void first(Batch batch, int[] keyColumns, long[] hashes, int[] firstOut) {
        heads.resolve(batch, keyColumns, hashes, firstOut, false, null);
        for (int i = 0; i < batch.size(); i++) {
            if (firstOut[i] >= 0) {
                firstOut[i] = (int) heads.word(firstOut[i], FIRST) - 1;
            }
        }
    }

    /** The row after this one under the same key, or -1. */
    public int next(int row) {
        return (int) rows.word(row, NEXT) - 1;
    }

    public long weight(int row) {
        return rows.word(row, WEIGHT);
    }

    /** A row column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector rowVector(int column, int[] of, int from, int to) {
        return rows.keyVector(keyCount + column, of, from, to);
    }

    /** A key column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector keyVector(int column, int[] of, int from, int to) {
        return rows.keyVector(column, of, from, to);
    }

    /** Distinct rows of all keys. */
    public int size() {
        return rows.size();
    }

    /** Keys that have rows. */
    public int keys() {
        return heads.size();
    }

    /** Goes over the rows of all keys. */
    public TableScan scan() {
        return rows.scan();
    }

    // ---- as a whole

    StateTable rows() {
        return rows;
    }

    /** Columns of {@link #rows} that lie in snapshots: all but the chains. */
    int savedColumns() {
        return rows.keyCount() + 1;
    }

    /** Chains rows that have been read back. */
    void chainAll(int[] restored, int count) {
        Vector[] keys = new Vector[keyCount];
        for (int k = 0; k < keyCount; k++) {
            keys[k] = rows.keyVector(k, restored, 0, count);
        }
        Batch batch = new Batch(count, keys);
        room(count);
        int[] keyColumns = IntStream.range(0, keyCount).toArray();
        hash.hash(batch, keyColumns, rowHashes);
        heads.resolve(batch, keyColumns, rowHashes, foundHeads, true, null);
        for (int i = 0; i < count; i++) {
            chain(restored[i], foundHeads[i]);
        }
    }

    /** Bytes held. */
    public long bytes() {
        return rows.bytes() + heads.bytes();
    }

    /** Drops all rows. */
    public void clear() {
        rows.clear();
        heads.clear();
    }

    @Override
    public void close() {
        rows.close();
        heads.close();
    }
}
