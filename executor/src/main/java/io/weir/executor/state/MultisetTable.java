// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Per key, rows with {@code long} weights and a few notes; rows of one key are chained.
 *
 * <pre>
 *   rows: row columns -&gt; weight, notes | place: next row, key; [previous row]
 *   keys: key columns -&gt; first row, sum of weights; may be shared with another multiset
 * </pre>
 *
 * <p>Weights may pass through below zero. A row without weight goes when it is {@linkplain #release released}, unless it
 * is marked. Only rows, weights and notes lie in snapshots, with the columns of their keys; chains are made anew.
 */
public final class MultisetTable implements AutoCloseable {
    private static final int WEIGHT = 0;
    private static final int FIRST_NOTE = 1;

    /** How the rows of a multiset are told apart and go. */
    public enum Kind {
        /** Equal rows are one, found by an index over key and row; it goes when it has no weight. */
        INDEXED(true, true),
        /**
         * The same, for keys that have one row as a rule: the first row of a key is not in the index, since its key finds it. Keys
         * that have many rows after all are right too, and cost what {@link #INDEXED} does.
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

    private final Kind kind;
    private final MultisetKeys keys;
    /** The number of this multiset among those of the keys. */
    private final int number;

    private final StateTable rows;
    private final int weightOffset;
    /** The value with the place in the chain; those behind it are not in snapshots either. */
    private final int place;

    private final KeyChains chains;
    /** Of the kinds that have one. */
    private @Nullable RowsOfKeys index;

    private final TableShape shape;

    private final KeyHash hash = new KeyHash();
    private long[] rowHashes = {};
    private int[] found = {};
    private int[] foundKeys = {};
    private boolean[] made = {};

    MultisetTable(Form form, MultisetKeys keys, int number, TableShape shape, MemoryBudget budget) {
        this.keys = keys;
        this.number = number;
        this.shape = shape;
        kind = form.kind();
        List<ValueType> words = new ArrayList<>();
        for (int i = 0; i < FIRST_NOTE + form.notes() + KeyChains.words(kind.removable); i++) {
            words.add(ValueType.Raw.LONG);
        }
        place = FIRST_NOTE + form.notes();
        rows = new StateTable(ValueType.of(form.rowTypes()), 0, words, false, shape, budget);
        weightOffset = rows.offsetOfValue(WEIGHT);
        chains = new KeyChains(rows, keys, number, place, kind.removable);
        index = newIndex();
    }

    private @Nullable RowsOfKeys newIndex() {
        return kind.distinct ? new RowsOfKeys(rows, chains.offset, shape) : null;
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
        RowsOfKeys known = index;
        if (known == null) {
            rows.append(batch, rowColumns, hashes, rowsOut);
            chains.addAll(rowsOut, batchKeys, count);
            Arrays.fill(isNew, 0, count, true);
        } else {
            rows.load(batch, rowColumns);
            if (kind == Kind.INDEXED) {
                hash.hash(batch, rowColumns, 0, rowHashes);
                known.probe(batchKeys, rowHashes, count, rowsOut);
            } else {
                keys.first(batchKeys, count, number, rowsOut);
                rows.keepEqual(rowsOut, count);
            }
            findOthers(batch, rowColumns, hashes, batchKeys, rowsOut, isNew, known);
            rows.touchAll(rowsOut, count);
        }
        addWeights(batch, count, rowsOut);
        keys.addTotals(batch, batchKeys, number);
    }

    /** Finds the rows that have not been found at once, or makes them. */
    private void findOthers(
            Batch batch,
            int[] rowColumns,
            long[] hashes,
            int[] batchKeys,
            int[] rowsOut,
            boolean[] newOut,
            RowsOfKeys known) {
        int count = batch.size();
        boolean hashed = kind == Kind.INDEXED;
        for (int i = 0; i < count; i++) {
            newOut[i] = false;
            if (rowsOut[i] >= 0) {
                continue;
            }
            int key = batchKeys[i];
            int first = kind == Kind.INDEXED ? -1 : keys.first(key, number);
            if (first >= 0 && rows.isEqual(i, first)) { // made for a row of this batch
                rowsOut[i] = first;
                continue;
            }
            boolean indexed = first >= 0 || kind == Kind.INDEXED;
            if (indexed && !hashed) {
                hash.hash(batch, rowColumns, 0, rowHashes);
                hashed = true;
            }
            int row = indexed ? known.find(i, key, rowHashes[i]) : -1;
            if (row < 0) {
                row = rows.append(i, hashes[i]);
                newOut[i] = true;
                if (first >= 0) {
                    chains.addBehind(first, row, key);
                } else {
                    chains.add(row, key);
                }
                if (indexed) {
                    known.add(row, key, rowHashes[i]);
                }
            }
            rowsOut[i] = row;
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
        int next = chains.next(row);
        if (index != null) {
            if (kind == Kind.INDEXED || !chains.isFirst(row)) {
                index.remove(row);
            } else if (next >= 0) { // the first now
                index.remove(next);
            }
        }
        chains.remove(row);
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
        return chains.next(row);
    }

    /** The number of a row's key in {@link #keys()}. */
    public int key(int row) {
        return chains.key(row);
    }

    public long weight(int row) {
        return rows.word(row, WEIGHT);
    }

    /** A row column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector rowVector(int column, int[] of, int from, int to) {
        return rows.keyVector(column, of, from, to);
    }

    /** A key column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector keyVector(int column, int[] of, int from, int to) {
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
        return chains.offset;
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

    /** Columns of {@link #rows} that lie in snapshots, beside those of the key: all but the chains. */
    int savedColumns() {
        return rows.keyCount() + place;
    }

    /** Takes up a row that has been read back, under its key. */
    void enter(int row, int key) {
        int first = kind == Kind.ONE_BY_KEY ? keys.first(key, number) : -1;
        if (first >= 0) {
            chains.addBehind(first, row, key);
        } else {
            chains.add(row, key);
        }
        if (index != null && (first >= 0 || kind == Kind.INDEXED)) {
            index.add(row);
        }
        keys.addTotal(key, number, rows.word(row, WEIGHT));
    }

    /** Bytes held; those of shared keys count for the first multiset. */
    public long bytes() {
        return rows.bytes() + (index == null ? 0 : index.bytes()) + (number == 0 ? keys.table.bytes() : 0);
    }

    /** Drops all rows, and the keys of all multisets that share them: to be called of each of these. */
    public void clear() {
        rows.clear();
        keys.table.clear();
        if (index != null) {
            index.close();
            index = newIndex();
        }
    }

    @Override
    public void close() {
        rows.close();
        if (index != null) {
            index.close();
        }
        if (number == 0) {
            keys.table.close();
        }
    }
}
