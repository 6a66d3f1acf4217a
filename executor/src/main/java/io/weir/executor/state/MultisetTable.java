// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Per key, rows with {@code long} weights and a few notes; rows of one key are chained.
 *
 * <pre>
 *   rows: key columns, row columns -&gt; weight, notes | place: next row, key; previous row
 *   keys: key columns -&gt; first row, sum of weights; may be shared by several multisets
 * </pre>
 *
 * <p>Weights may pass through below zero. A row without weight goes when it is {@linkplain #release released}, unless it
 * is marked. Only rows, weights and notes lie in snapshots; chains and keys are made anew.
 *
 * <p>A multiset is <em>distinct</em> when equal rows are one whose weights add up; else each row that is added stands for
 * itself, is never looked up, and cannot be taken back by value.
 */
public final class MultisetTable implements AutoCloseable {
    private static final int WEIGHT = 0;
    private static final int FIRST_NOTE = 1;

    private static final int NOT_CHAINED = 0;
    private static final int NO_PREVIOUS = 1;

    /**
     * What a multiset keeps for each row.
     *
     * @param rowTypes the columns beside the key
     * @param notes how many words there are that its user may set, 0 in a new row
     * @param removable whether single rows may go; as those of a distinct multiset must
     */
    public record Form(List<DataType> rowTypes, int notes, boolean distinct, boolean removable) {
        public Form {
            rowTypes = List.copyOf(rowTypes);
            if (distinct && !removable) {
                throw new IllegalArgumentException("rows whose weights add up can come to nothing");
            }
        }
    }

    private final int keyCount;
    private final int groupKeys;
    private final boolean distinct;
    private final boolean removable;
    private final MultisetKeys keys;
    /** The number of this multiset among those of the keys. */
    private final int number;

    private final StateTable rows;
    private final int weightOffset;
    /** The next row plus 1, then the key: 32 bits each. */
    private final int place;

    private final int placeOffset;
    /** The row before plus 2; 1 for none, 0 for a row that is not in a chain yet. */
    private final int previous;

    private final KeyHash hash = new KeyHash();
    private int[] columns = {};
    private long[] rowHashes = {};
    private int[] found = {};
    private int[] foundKeys = {};

    MultisetTable(
            List<DataType> keyTypes,
            int groupKeys,
            Form form,
            MultisetKeys keys,
            int number,
            TableShape shape,
            MemoryBudget budget) {
        keyCount = keyTypes.size();
        this.groupKeys = groupKeys;
        this.keys = keys;
        this.number = number;
        distinct = form.distinct();
        removable = form.removable();
        List<DataType> all =
                Stream.concat(keyTypes.stream(), form.rowTypes().stream()).toList();
        List<ValueType> words = new ArrayList<>();
        for (int i = 0; i < form.notes() + 3; i++) {
            words.add(ValueType.Raw.LONG);
        }
        place = FIRST_NOTE + form.notes();
        previous = place + 1;
        rows = new StateTable(ValueType.of(all), groupKeys, words, distinct, shape, budget);
        weightOffset = rows.offsetOfValue(WEIGHT);
        placeOffset = rows.offsetOfValue(place);
    }

    // ---- writing

    /** Adds the weighted rows of a batch under their keys, and frees those that have no weight then. */
    public void add(Batch batch, int[] keyColumns, int[] rowColumns, long[] hashes) {
        int count = batch.size();
        room(count);
        keys.resolve(batch, keyColumns, hashes, foundKeys, true);
        add(batch, keyColumns, rowColumns, hashes, foundKeys, found, null);
        release(found, count);
    }

    /**
     * Adds the weighted rows of a batch under keys that have been resolved with insert. Rows without weight stay until they
     * are released.
     *
     * @param hashes of the key columns
     * @param rowsOut receives the row of each row that counts
     * @param newOut receives whether that row was made now and has not been given for an earlier one; or null
     */
    public void add(
            Batch batch,
            int[] keyColumns,
            int[] rowColumns,
            long[] hashes,
            int[] batchKeys,
            int[] rowsOut,
            boolean @Nullable [] newOut) {
        int count = batch.size();
        room(count);
        int[] all = allColumns(keyColumns, rowColumns);
        if (distinct) {
            if (groupKeys == keyCount) {
                hash.extend(batch, all, keyCount, hashes, rowHashes);
            } else {
                hash.hash(batch, all, groupKeys, rowHashes);
            }
            rows.resolve(batch, all, rowHashes, rowsOut, true, null);
        } else {
            rows.append(batch, all, hashes, rowsOut);
        }
        keys.table.touchAll(batchKeys, count);
        addWeights(batch, count, rowsOut);
        addTotals(batch, count, batchKeys);
        if (!removable) {
            chainAllNew(rowsOut, batchKeys, count);
            if (newOut != null) {
                Arrays.fill(newOut, 0, count, true);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            boolean isNew = rows.word(rowsOut[i], previous) == NOT_CHAINED;
            if (isNew) {
                chain(rowsOut[i], batchKeys[i]);
            }
            if (newOut != null) {
                newOut[i] = isNew;
            }
        }
    }

    private void addWeights(Batch batch, int count, int[] of) {
        long[][] pages = rows.pages();
        int shift = rows.pageShift();
        int mask = rows.rowMask();
        int stride = rows.stride();
        for (int i = 0; i < count; i++) {
            pages[of[i] >> shift][(of[i] & mask) * stride + weightOffset] += batch.weight(batch.row(i));
        }
    }

    private void addTotals(Batch batch, int count, int[] of) {
        long[][] pages = keys.table.pages();
        int shift = keys.table.pageShift();
        int mask = keys.table.rowMask();
        int stride = keys.table.stride();
        int offset = keys.offsetOfTotal(number);
        for (int i = 0; i < count; i++) {
            pages[of[i] >> shift][(of[i] & mask) * stride + offset] += batch.weight(batch.row(i));
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

    /** Chains rows that will not be taken out of their chains, so that those behind them need not be touched. */
    private void chainAllNew(int[] of, int[] keysOf, int count) {
        long[][] pages = rows.pages();
        int shift = rows.pageShift();
        int mask = rows.rowMask();
        int stride = rows.stride();
        long[][] keyPages = keys.table.pages();
        int keyShift = keys.table.pageShift();
        int keyMask = keys.table.rowMask();
        int keyStride = keys.table.stride();
        int first = keys.offsetOfFirst(number);
        for (int i = 0; i < count; i++) {
            int row = of[i];
            int key = keysOf[i];
            long[] page = keyPages[key >> keyShift];
            int at = (key & keyMask) * keyStride + first;
            pages[row >> shift][(row & mask) * stride + placeOffset] = page[at] << 32 | key;
            page[at] = row + 1L;
        }
    }

    private void chain(int row, int key) {
        int next = keys.first(key, number);
        rows.setWord(row, place, placeOf(next, key));
        rows.setWord(row, previous, NO_PREVIOUS);
        if (next >= 0 && removable) {
            rows.setWord(next, previous, row + 2L);
        }
        keys.setFirst(key, number, row);
    }

    private static long placeOf(int next, int key) {
        return (next + 1L) << 32 | key;
    }

    /** Frees those of the rows that have neither weight nor mark, and their keys when nothing is left of them. */
    public void release(int[] of, int count) {
        for (int i = 0; i < count && distinct; i++) {
            if (rows.isLive(of[i])) { // it may be there twice
                release(of[i]);
            }
        }
    }

    /** Frees a row that has neither weight nor mark. */
    public void release(int row) {
        if (rows.word(row, WEIGHT) == 0 && !rows.isMarked(row)) {
            unchain(row);
            rows.free(row);
        }
    }

    /** Frees a row, whatever its weight, and its key when nothing is left of it. */
    public void drop(int row) {
        keys.addTotal(key(row), number, -rows.word(row, WEIGHT));
        unchain(row);
        rows.free(row);
    }

    private void unchain(int row) {
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
        } else {
            keys.setFirst(key, number, next);
            if (next < 0) {
                keys.release(key);
            }
        }
    }

    private void room(int count) {
        if (found.length < count) {
            int length = Math.max(Batch.MAX_ROWS, count);
            found = new int[length];
            foundKeys = new int[length];
            rowHashes = new long[length];
        }
    }

    // ---- marks and notes

    /** Marks rows as {@link StateTable#mark} does; they stay until they are unmarked and released. */
    public int mark(int[] marked, int count, int[] newly, int at) {
        rows.touchAll(marked, count);
        return rows.mark(marked, count, newly, at);
    }

    public void unmark(int[] marked, int from, int to) {
        rows.unmark(marked, from, to);
    }

    public long note(int row, int note) {
        return rows.word(row, FIRST_NOTE + note);
    }

    public void setNote(int row, int note, long word) {
        rows.setWord(row, FIRST_NOTE + note, word);
    }

    // ---- reading

    /** Finds the first row of each key of a batch: {@code firstOut[i]} for the i-th row that counts, or -1. */
    public void first(Batch batch, int[] keyColumns, long[] hashes, int[] firstOut) {
        keys.resolve(batch, keyColumns, hashes, firstOut, false);
        keys.first(firstOut, batch.size(), number, firstOut);
    }

    /** The row after this one under the same key, or -1. */
    public int next(int row) {
        return (int) (rows.word(row, place) >>> 32) - 1;
    }

    /** The number of a row's key in {@link #keys()}. */
    public int key(int row) {
        return (int) rows.word(row, place);
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

    /** The words of all pages, for loops over chains; good until the next change. */
    public long[][] pages() {
        return rows.pages();
    }

    public int pageShift() {
        return rows.pageShift();
    }

    public int rowMask() {
        return rows.rowMask();
    }

    public int stride() {
        return rows.stride();
    }

    /** The word with the weight, from the base of a row. */
    public int offsetOfWeight() {
        return weightOffset;
    }

    /** The word whose upper half is the next row plus 1, from the base of a row. */
    public int offsetOfNext() {
        return placeOffset;
    }

    /** Distinct rows of all keys. */
    public int size() {
        return rows.size();
    }

    public MultisetKeys keys() {
        return keys;
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
        return rows.keyCount() + place;
    }

    /** Chains rows that have been read back. */
    void chainAll(int[] restored, int count) {
        Vector[] vectors = new Vector[keyCount];
        for (int k = 0; k < keyCount; k++) {
            vectors[k] = rows.keyVector(k, restored, 0, count);
        }
        Batch batch = new Batch(count, vectors);
        room(count);
        int[] keyColumns = IntStream.range(0, keyCount).toArray();
        hash.hash(batch, keyColumns, groupKeys, rowHashes);
        keys.resolve(batch, keyColumns, rowHashes, foundKeys, true);
        for (int i = 0; i < count; i++) {
            chain(restored[i], foundKeys[i]);
            keys.addTotal(foundKeys[i], number, rows.word(restored[i], WEIGHT));
        }
    }

    /** Bytes held; those of shared keys count for the first multiset. */
    public long bytes() {
        return rows.bytes() + (number == 0 ? keys.table.bytes() : 0);
    }

    /** Drops all rows, and the keys of all multisets that share them: to be called of each of these. */
    public void clear() {
        rows.clear();
        keys.table.clear();
    }

    @Override
    public void close() {
        rows.close();
        if (number == 0) {
            keys.table.close();
        }
    }
}
