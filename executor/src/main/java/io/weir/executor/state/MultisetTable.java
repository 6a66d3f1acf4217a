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
 *   rows: [key columns,] row columns -&gt; weight, notes | place: next row, key; [previous row]
 *   keys: key columns -&gt; first row, sum of weights; may be shared with another multiset
 * </pre>
 *
 * <p>Weights may pass through below zero. A row without weight goes when it is {@linkplain #release released}, unless it
 * is marked. Only rows, weights and notes lie in snapshots, with the columns of their keys; chains are made anew.
 */
public final class MultisetTable implements AutoCloseable {
    private static final int WEIGHT = 0;
    private static final int FIRST_NOTE = 1;

    private static final int NO_PREVIOUS = 1;

    /** How the rows of a multiset are told apart and go. */
    public enum Kind {
        /** Equal rows are one, found by an index over key and row columns; it goes when it has no weight. */
        INDEXED(true, true),
        /**
         * The same, for keys that have one row as a rule: the first row of a key is found by its key alone. Only the others are
         * in an index, so that keys which have many rows after all are right, and cost what {@link #INDEXED} does.
         */
        ONE_BY_KEY(true, true),
        /** Each row that is added stands for itself and goes when it is {@linkplain #drop dropped}. */
        DROPPED(false, true),
        /** Each row that is added stands for itself and stays. */
        ADDED(false, false);

        private final boolean distinct;
        private final boolean removable;

        Kind(boolean distinct, boolean removable) {
            this.distinct = distinct;
            this.removable = removable;
        }
    }

    /**
     * What a multiset keeps for each row.
     *
     * @param rowTypes the columns beside the key
     * @param notes how many words there are that its user may set, 0 in a new row
     * @param summed whether {@link MultisetKeys#total} is kept
     */
    public record Form(List<DataType> rowTypes, int notes, Kind kind, boolean summed) {
        public Form {
            rowTypes = List.copyOf(rowTypes);
        }
    }

    private final int keyCount;
    private final int groupKeys;
    private final Kind kind;
    private final MultisetKeys keys;
    /** The number of this multiset among those of the keys. */
    private final int number;

    private final StateTable rows;
    /** How many key columns the rows have themselves. */
    private final int ownKeys;

    private final int weightOffset;
    /** The next row plus 1, then the key: 32 bits each. */
    private final int place;

    private final int placeOffset;
    /** The row before plus 2; 1 for none. */
    private final int previous;
    /** Of {@link Kind#ONE_BY_KEY}, the rows that are not the first of their keys. */
    private @Nullable LaterRows later;

    private final TableShape shape;

    private final KeyHash hash = new KeyHash();
    private int[] columns = {};
    private long[] rowHashes = {};
    private int[] found = {};
    private int[] foundKeys = {};
    private boolean[] made = {};

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
        this.shape = shape;
        kind = form.kind();
        ownKeys = kind == Kind.INDEXED ? keyCount : 0;
        List<ValueType> words = new ArrayList<>();
        for (int i = 0; i < form.notes() + (kind.removable ? 3 : 2); i++) {
            words.add(ValueType.Raw.LONG);
        }
        place = FIRST_NOTE + form.notes();
        previous = place + 1;
        List<DataType> own = Stream.concat(keyTypes.subList(0, ownKeys).stream(), form.rowTypes().stream())
                .toList();
        rows = new StateTable(
                ValueType.of(own), ownKeys == 0 ? 0 : groupKeys, words, kind == Kind.INDEXED, shape, budget);
        weightOffset = rows.offsetOfValue(WEIGHT);
        placeOffset = rows.offsetOfValue(place);
        later = laterRows();
    }

    private @Nullable LaterRows laterRows() {
        return kind == Kind.ONE_BY_KEY ? new LaterRows(rows, placeOffset, shape) : null;
    }

    /** Whether rows have no key columns, and refer to their key for them. */
    boolean refersToKeys() {
        return kind != Kind.INDEXED;
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
        boolean[] isNew = newOut == null ? made : newOut;
        keys.table.touchAll(batchKeys, count);
        switch (kind) {
            case INDEXED -> findByRow(batch, allColumns(keyColumns, rowColumns), hashes, batchKeys, rowsOut, isNew);
            case ONE_BY_KEY -> findByKey(batch, rowColumns, hashes, batchKeys, rowsOut, isNew, laterOrFail());
            case DROPPED, ADDED -> {
                rows.append(batch, rowColumns, hashes, rowsOut);
                chainAllNew(rowsOut, batchKeys, count);
                Arrays.fill(isNew, 0, count, true);
            }
        }
        addWeights(batch, count, rowsOut);
        addTotals(batch, count, batchKeys);
    }

    private void findByRow(Batch batch, int[] all, long[] hashes, int[] batchKeys, int[] rowsOut, boolean[] newOut) {
        int count = batch.size();
        if (groupKeys == keyCount) {
            hash.extend(batch, all, keyCount, hashes, rowHashes);
        } else {
            hash.hash(batch, all, groupKeys, rowHashes);
        }
        rows.resolve(batch, all, rowHashes, rowsOut, true, null);
        for (int i = 0; i < count; i++) {
            newOut[i] = rows.word(rowsOut[i], previous) == 0;
            if (newOut[i]) {
                chain(rowsOut[i], batchKeys[i]);
            }
        }
    }

    private void findByKey(
            Batch batch,
            int[] rowColumns,
            long[] hashes,
            int[] batchKeys,
            int[] rowsOut,
            boolean[] newOut,
            LaterRows others) {
        int count = batch.size();
        keys.first(batchKeys, count, number, rowsOut);
        rows.load(batch, rowColumns);
        rows.keepEqual(rowsOut, count);
        boolean hashed = false;
        for (int i = 0; i < count; i++) {
            newOut[i] = false;
            if (rowsOut[i] >= 0) {
                continue;
            }
            int key = batchKeys[i];
            int first = keys.first(key, number);
            if (first >= 0 && rows.isEqual(i, first)) { // made for a row of this batch
                rowsOut[i] = first;
                continue;
            }
            if (first >= 0) {
                if (!hashed) {
                    hash.hash(batch, rowColumns, 0, rowHashes);
                    hashed = true;
                }
                rowsOut[i] = others.find(i, key, rowHashes[i]);
                if (rowsOut[i] >= 0) {
                    continue;
                }
            }
            int row = rows.append(i, hashes[i]);
            newOut[i] = true;
            rowsOut[i] = row;
            if (first < 0) {
                chain(row, key);
            } else {
                chainBehind(first, row, key);
                others.add(row, key, rowHashes[i]);
            }
        }
        rows.touchAll(rowsOut, count);
    }

    private LaterRows laterOrFail() {
        LaterRows others = later;
        if (others == null) {
            throw new IllegalStateException();
        }
        return others;
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
        int offset = keys.offsetOfTotal(number);
        if (offset < 0) {
            return;
        }
        long[][] pages = keys.table.pages();
        int shift = keys.table.pageShift();
        int mask = keys.table.rowMask();
        int stride = keys.table.stride();
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

    private void chainAllNew(int[] of, int[] keysOf, int count) {
        if (kind.removable) {
            for (int i = 0; i < count; i++) {
                chain(of[i], keysOf[i]);
            }
            return;
        }
        // rows behind them need not be touched
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
            pages[row >> shift][(row & mask) * stride + placeOffset] = (word >>> half) << Integer.SIZE | key;
            page[at] = MultisetKeys.withFirst(word, number, row);
        }
    }

    private void chain(int row, int key) {
        int next = keys.first(key, number);
        rows.setWord(row, place, placeOf(next, key));
        if (kind.removable) {
            rows.setWord(row, previous, NO_PREVIOUS);
            if (next >= 0) {
                rows.setWord(next, previous, row + 2L);
            }
        }
        keys.setFirst(key, number, row);
    }

    private void chainBehind(int first, int row, int key) {
        int next = next(first);
        rows.setWord(row, place, placeOf(next, key));
        rows.setWord(row, previous, first + 2L);
        if (next >= 0) {
            rows.setWord(next, previous, row + 2L);
        }
        rows.setWord(first, place, placeOf(row, key));
    }

    private static long placeOf(int next, int key) {
        return (next + 1L) << 32 | key;
    }

    /** Frees those of the rows that have neither weight nor mark, and their keys when nothing is left of them. */
    public void release(int[] of, int count) {
        for (int i = 0; i < count && kind.distinct; i++) {
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
        if (!kind.removable) {
            throw new IllegalStateException("rows of this multiset do not go one by one");
        }
        int next = next(row);
        int key = key(row);
        int before = (int) rows.word(row, previous) - 2;
        if (later != null && before >= 0) {
            later.remove(row);
        } else if (later != null && next >= 0) { // the first now
            later.remove(next);
        }
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
            made = new boolean[length];
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
        return rows.keyVector(ownKeys + column, of, from, to);
    }

    /** A key column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector keyVector(int column, int[] of, int from, int to) {
        if (!refersToKeys()) {
            return rows.keyVector(column, of, from, to);
        }
        int[] keysOf = new int[to - from];
        for (int i = from; i < to; i++) {
            keysOf[i - from] = key(of[i]);
        }
        return keys.keyVector(column, keysOf, 0, keysOf.length);
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

    /** Chains a row that has been read back and refers to a key. */
    void chainRestored(int row, int key) {
        int first = keys.first(key, number);
        if (later != null && first >= 0) {
            chainBehind(first, row, key);
            later.add(row);
        } else {
            chain(row, key);
        }
        keys.addTotal(key, number, rows.word(row, WEIGHT));
    }

    /** Bytes held; those of shared keys count for the first multiset. */
    public long bytes() {
        return rows.bytes() + (later == null ? 0 : later.bytes()) + (number == 0 ? keys.table.bytes() : 0);
    }

    /** Drops all rows, and the keys of all multisets that share them: to be called of each of these. */
    public void clear() {
        rows.clear();
        keys.table.clear();
        if (later != null) {
            later.close();
            later = laterRows();
        }
    }

    @Override
    public void close() {
        rows.close();
        if (later != null) {
            later.close();
        }
        if (number == 0) {
            keys.table.close();
        }
    }
}
