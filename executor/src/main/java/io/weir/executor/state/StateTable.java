// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys to rows of words: dense rows in pages behind a hash index.
 *
 * <pre>
 *   row number = page &lt;&lt; pageShift | place,  base = place * stride
 *
 *   words of a row:  [header: live, marked, 16 bits of hash, NULL bits] [key words] [value words]
 *   variable values: one word, offset &lt;&lt; 32 | length in the byte block of the page
 * </pre>
 *
 * <p>Row numbers stay the same while the row lives, but not across a restore. An accumulator loop reads
 *
 * <pre>{@code
 * table.resolve(batch, keyColumns, hashes, rows, true, null);
 * long[][] pages = table.pages();                        // after resolve, which may replace pages
 * int shift = table.pageShift(), mask = table.rowMask(), stride = table.stride(), sum = table.offsetOfValue(0);
 * for (int i = 0; i < n; i++) {
 *     pages[rows[i] >> shift][(rows[i] & mask) * stride + sum] += values[i];
 * }
 * }</pre>
 *
 * <p>Before words are written directly their row must have been {@linkplain #touch touched} since the last freeze;
 * resolving with {@code insert} does so, and all setters do. The arrays of {@link #pages} are good until the next call
 * that resolves with insert, touches, sets, writes bytes or frees.
 */
public final class StateTable implements AutoCloseable {
    private final RowLayout layout;
    final PagedRows rows;
    final RowColumns columns;
    private final RowVectors vectors;
    private final KeyColumn[] keys;
    /** How many of the key columns say which key group a row belongs to. */
    private final int groupKeys;
    /** Whether the key is one column of one word. */
    private final boolean wordKey;
    /** Whether rows are found by their key; if not, keys may be equal. */
    private final boolean indexed;

    final MemoryBudget budget;
    HashIndex index;
    /** The row whose only key column is NULL, or -1. */
    private int nullRow = -1;

    private int[] missing = {};
    private long[] loaded = {};
    private final TableShape shape;

    StateTable(
            List<? extends ValueType> keyTypes,
            int groupKeys,
            List<? extends ValueType> valueTypes,
            MemoryBudget budget) {
        this(keyTypes, groupKeys, valueTypes, TableShape.NORMAL, budget);
    }

    StateTable(
            List<? extends ValueType> keyTypes,
            int groupKeys,
            List<? extends ValueType> valueTypes,
            TableShape shape,
            MemoryBudget budget) {
        this(keyTypes, groupKeys, valueTypes, true, shape, budget);
    }

    StateTable(
            List<? extends ValueType> keyTypes,
            int groupKeys,
            List<? extends ValueType> valueTypes,
            boolean indexed,
            TableShape shape,
            MemoryBudget budget) {
        layout = new RowLayout(keyTypes, valueTypes, shape.pageWords());
        rows = new PagedRows(layout, budget);
        columns = new RowColumns(rows);
        vectors = new RowVectors(rows, columns);
        keys = new KeyColumn[layout.keyCount];
        Arrays.setAll(keys, i -> new KeyColumn(rows, i));
        wordKey = keys.length == 1 && !layout.types[0].isVariable() && layout.types[0].words() == 1;
        index = new HashIndex(shape.mostSlots(), budget);
        this.indexed = indexed;
        this.groupKeys = groupKeys;
        this.budget = budget;
        this.shape = shape;
    }

    /** Makes room for rows that are likely to come; of an empty table only. */
    void expect(int count) {
        index.close();
        index = new HashIndex(shape.mostSlots(), count, budget);
    }

    // ---- settings

    public int keyCount() {
        return layout.keyCount;
    }

    public int valueCount() {
        return layout.columnCount() - layout.keyCount;
    }

    public ValueType keyType(int key) {
        return layout.types[key];
    }

    public ValueType valueType(int value) {
        return layout.types[layout.keyCount + value];
    }

    /** Live rows. */
    public int size() {
        return rows.live;
    }

    // ---- keys to row numbers

    /**
     * Finds the rows of a batch's keys.
     *
     * @param hashes of the i-th row that counts, from {@link KeyHash}
     * @param rowsOut receives the row number of the i-th row that counts; -1 when there is none and none is inserted
     * @param insert whether missing keys get a row, and all rows are touched
     * @param newRow told of each row made, or null
     */
    public void resolve(
            Batch batch, int[] keyColumns, long[] hashes, int[] rowsOut, boolean insert, @Nullable NewRow newRow) {
        int count = batch.size();
        if (missing.length < count) {
            missing = new int[Math.max(count, Batch.MAX_ROWS)];
            loaded = new long[missing.length];
        }
        for (int k = 0; k < keys.length; k++) {
            keys[k].batch.load(batch.column(keyColumns[k]), batch.selection(), count);
        }
        int misses;
        if (wordKey && keys[0].batch.nulls == null) {
            misses = probeWords(keys[0].batch.words, hashes, count, rowsOut);
        } else {
            probeTags(hashes, count, rowsOut);
            for (KeyColumn key : keys) {
                key.keepEqual(rowsOut, count);
            }
            misses = gatherMisses(rowsOut, count);
        }
        for (int m = 0; m < misses; m++) {
            int i = missing[m];
            rowsOut[i] = findOrInsert(i, hashes[i], insert, newRow);
        }
        if (insert) {
            rows.touchAll(rowsOut, count);
        }
    }

    /**
     * Looks up keys of one word that are not NULL; those not found are -1 and in {@link #missing}.
     *
     * <p>Loads come in loops of their own without branches, so that the processor has many on their way at once.
     */
    private int probeWords(long[] wanted, long[] hashes, int count, int[] rowsOut) {
        probeTags(hashes, count, rowsOut);
        int some = firstCandidate(rowsOut, count);
        if (some < 0) {
            return gatherMisses(rowsOut, count);
        }
        long[][] pages = rows.words;
        int pageShift = layout.pageShift;
        int rowMask = layout.rowMask;
        int stride = layout.stride;
        int offset = layout.offsets[0];
        long[] found = loaded;
        for (int i = 0; i < count; i++) {
            int row = rowsOut[i] < 0 ? some : rowsOut[i];
            found[i] = pages[row >> pageShift][(row & rowMask) * stride + offset];
        }
        int ofNull = nullRow;
        int[] absent = missing;
        int misses = 0;
        for (int i = 0; i < count; i++) {
            int row = rowsOut[i];
            if (found[i] != wanted[i] || row < 0 || row == ofNull) {
                rowsOut[i] = -1;
                absent[misses++] = i;
            }
        }
        return misses;
    }

    private static int firstCandidate(int[] rowsOut, int count) {
        for (int i = 0; i < count; i++) {
            if (rowsOut[i] >= 0) {
                return rowsOut[i];
            }
        }
        return -1;
    }

    /** Gives for each row the first one of the same tag as a candidate, or -1. */
    private void probeTags(long[] hashes, int count, int[] rowsOut) {
        long[][] directory = index.directory;
        int directoryShift = index.shift;
        long[] homes = loaded;
        for (int i = 0; i < count; i++) {
            int tag = (int) hashes[i];
            long[] slots = directory[(int) ((tag & 0xFFFF_FFFFL) >>> directoryShift)];
            homes[i] = slots[tag & (slots.length - 1)];
        }
        for (int i = 0; i < count; i++) {
            int tag = (int) hashes[i];
            long entry = homes[i];
            if (entry != 0 && (int) (entry >>> 32) != tag) {
                entry = probeOn(directory[(int) ((tag & 0xFFFF_FFFFL) >>> directoryShift)], tag);
            }
            rowsOut[i] = (int) entry - 1; // no entry: -1
        }
    }

    /** The entry behind the home slot with the same tag, or 0. */
    private static long probeOn(long[] slots, int tag) {
        int mask = slots.length - 1;
        int slot = tag & mask;
        long entry;
        do {
            slot = (slot + 1) & mask;
            entry = slots[slot];
        } while (entry != 0 && (int) (entry >>> 32) != tag);
        return entry;
    }

    private int gatherMisses(int[] rowsOut, int count) {
        int misses = 0;
        for (int i = 0; i < count; i++) {
            if (rowsOut[i] < 0) {
                missing[misses++] = i;
            }
        }
        return misses;
    }

    private int findOrInsert(int i, long hash, boolean insert, @Nullable NewRow newRow) {
        int found = find(i, (int) hash);
        if (found >= 0 || !insert) {
            return found;
        }
        int row = rows.allocate(hash);
        for (KeyColumn key : keys) {
            key.store(i, row);
        }
        if (wordKey && keys[0].batch.isNull(i)) {
            nullRow = row;
        }
        index.insert((int) hash, row);
        if (newRow != null) {
            newRow.start(this, row);
        }
        return row;
    }

    /** The row with the key of the i-th row of the batch, or -1. */
    private int find(int i, int tag) {
        long[] slots = index.directory[index.placeOf(tag)];
        int mask = slots.length - 1;
        for (int slot = tag & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if ((int) (slots[slot] >>> 32) == tag && equal(i, (int) slots[slot] - 1)) {
                return (int) slots[slot] - 1;
            }
        }
        return -1;
    }

    private boolean equal(int i, int row) {
        for (KeyColumn key : keys) {
            if (!key.equal(i, row)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes a new row for each row of a batch, whether its key is there already or not; in a table without index, whose
     * rows are known by their numbers only.
     *
     * @param hashes whose top bits name the key group of each row
     */
    public void append(Batch batch, int[] keyColumns, long[] hashes, int[] rowsOut) {
        int count = batch.size();
        for (int i = 0; i < count; i++) {
            rowsOut[i] = rows.allocate(hashes[i]);
        }
        for (int k = 0; k < keys.length; k++) {
            keys[k].batch.load(batch.column(keyColumns[k]), batch.selection(), count);
            keys[k].storeAll(rowsOut, count);
        }
    }

    // ---- in a table without index, for who finds rows otherwise

    /** Takes the keys of a batch, for {@link #keepEqual}, {@link #isEqual} and {@link #append(int, long)}. */
    void load(Batch batch, int[] keyColumns) {
        for (int k = 0; k < keys.length; k++) {
            keys[k].batch.load(batch.column(keyColumns[k]), batch.selection(), batch.size());
        }
    }

    /** Sets those candidates to -1 whose key is not that of the i-th row of the loaded batch. */
    void keepEqual(int[] candidates, int count) {
        for (KeyColumn key : keys) {
            key.keepEqual(candidates, count);
        }
    }

    /** Whether a row has the key of the i-th row of the loaded batch. */
    boolean isEqual(int i, int row) {
        return equal(i, row);
    }

    /** Makes a row of the i-th row of the loaded batch. */
    int append(int i, long hash) {
        int row = rows.allocate(hash);
        for (KeyColumn key : keys) {
            key.store(i, row);
        }
        return row;
    }

    /**
     * Puts a row that has its key, and no hash yet, into the index.
     *
     * @return -1, or the row that the key has already; then nothing is changed
     */
    int enter(int row, long hash) {
        int tag = (int) hash;
        long[] slots = index.directory[index.placeOf(tag)];
        int mask = slots.length - 1;
        for (int slot = tag & mask; indexed && slots[slot] != 0; slot = (slot + 1) & mask) {
            if ((int) (slots[slot] >>> 32) == tag && sameKey(row, (int) slots[slot] - 1)) {
                return (int) slots[slot] - 1;
            }
        }
        for (int k = 0; k < keys.length; k++) {
            if (columns.isNull(row, k)) {
                keys[k].hasNull();
                nullRow = wordKey ? row : -1;
            }
        }
        rows.words[row >> layout.pageShift][(row & layout.rowMask) * layout.stride] |= RowLayout.hashBits(hash);
        if (indexed) {
            index.insert(tag, row);
        }
        return -1;
    }

    private boolean sameKey(int row, int other) {
        for (KeyColumn key : keys) {
            if (!key.sameInRows(row, other)) {
                return false;
            }
        }
        return true;
    }

    /** The hash that the row's key was inserted with. */
    long hash(int row) {
        long hash = HashOf.NO_COLUMNS;
        long grouping = hash;
        for (int k = 0; k < keys.length; k++) {
            long next = columns.hash(row, k);
            hash = k == 0 && groupKeys > 0 ? next : HashOf.combine(hash, next);
            grouping = k < groupKeys ? hash : grouping;
        }
        return HashOf.inGroupOf(grouping, hash) & shape.hashMask();
    }

    // ---- rows by place

    /** The words of all pages. */
    public long[][] pages() {
        return rows.words;
    }

    /** {@code row >> pageShift()} is the page of a row. */
    public int pageShift() {
        return layout.pageShift;
    }

    /** {@code (row & rowMask()) * stride()} is the base of a row in its page. */
    public int rowMask() {
        return layout.rowMask;
    }

    public int stride() {
        return layout.stride;
    }

    /** The first word of a key column from the base of its row. */
    public int offsetOfKey(int key) {
        return layout.offsets[key];
    }

    /** The first word of a value from the base of its row. */
    public int offsetOfValue(int value) {
        return layout.offsets[layout.keyCount + value];
    }

    /** The word that has the NULL bit of a value, from the base of its row. */
    public int nullOffsetOfValue(int value) {
        return layout.nullOffsets[layout.keyCount + value];
    }

    /** The NULL bit of a value in that word. */
    public long nullMaskOfValue(int value) {
        return layout.nullMasks[layout.keyCount + value];
    }

    /** Says that a row is about to be written: copies its page if it is frozen, and marks it dirty. */
    public void touch(int row) {
        rows.touch(row);
    }

    /** Touches the first {@code count} rows; none may be -1. */
    public void touchAll(int[] touched, int count) {
        rows.touchAll(touched, count);
    }

    /**
     * Marks rows and gives those that were not marked before; so an operator knows the rows touched in an epoch.
     *
     * <p>The rows must be touched. Marks are not kept in snapshots.
     *
     * @param newly receives the rows that were not marked, each once, from {@code at} on
     * @return how many {@code newly} has then
     */
    public int mark(int[] marked, int count, int[] newly, int at) {
        long[][] pages = rows.words;
        int shift = layout.pageShift;
        int mask = layout.rowMask;
        int stride = layout.stride;
        int end = at;
        for (int i = 0; i < count; i++) {
            int row = marked[i];
            long[] page = pages[row >> shift];
            int base = (row & mask) * stride;
            if ((page[base] & RowLayout.MARKED) == 0) {
                page[base] |= RowLayout.MARKED;
                newly[end++] = row;
            }
        }
        return end;
    }

    boolean isMarked(int row) {
        return (rows.words[row >> layout.pageShift][(row & layout.rowMask) * layout.stride] & RowLayout.MARKED) != 0;
    }

    /** Takes the marks of live rows away. */
    public void unmark(int[] marked, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = marked[i];
            rows.touch(row);
            rows.words[row >> layout.pageShift][(row & layout.rowMask) * layout.stride] &= ~RowLayout.MARKED;
        }
    }

    // ---- single values

    /** The first word of a value. */
    public long word(int row, int value) {
        return columns.word(row, layout.keyCount + value, 0);
    }

    /** The word {@code part} of a value. */
    public long word(int row, int value, int part) {
        return columns.word(row, layout.keyCount + value, part);
    }

    /** Sets the first word; the value is then not NULL. */
    public void setWord(int row, int value, long word) {
        columns.setWord(row, layout.keyCount + value, 0, word);
    }

    public void setWord(int row, int value, int part, long word) {
        columns.setWord(row, layout.keyCount + value, part, word);
    }

    public boolean isNull(int row, int value) {
        return columns.isNull(row, layout.keyCount + value);
    }

    public void setNull(int row, int value) {
        columns.setNull(row, layout.keyCount + value);
    }

    /** Points {@code piece} at a variable value; good until the row is freed. */
    public Utf8 readBytes(int row, int value, Utf8 piece) {
        return columns.readBytes(row, layout.keyCount + value, piece);
    }

    /** Copies a variable value into the byte block of the row's page. */
    public void writeBytes(int row, int value, byte[] bytes, int start, int length) {
        columns.writeBytes(row, layout.keyCount + value, bytes, start, length);
    }

    /** Sets a SQL value from a physical row of a vector of its type. */
    public void set(int row, int value, Vector vector, int vectorRow) {
        columns.set(row, layout.keyCount + value, vector, vectorRow);
    }

    public void appendKey(VectorBuilder out, int row, int key) {
        columns.append(out, row, key);
    }

    /** Appends a SQL value. */
    public void appendValue(VectorBuilder out, int row, int value) {
        columns.append(out, row, layout.keyCount + value);
    }

    /** A key column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector keyVector(int key, int[] of, int from, int to) {
        return vectors.gather(key, of, from, to);
    }

    /** A SQL value of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector valueVector(int value, int[] of, int from, int to) {
        return vectors.gather(layout.keyCount + value, of, from, to);
    }

    /** Appends the key of a row as {@link CanonicalBytes}. */
    public void encodeKey(int row, GrowableBytes out) {
        for (int k = 0; k < keys.length; k++) {
            columns.encode(row, k, out);
        }
    }

    /** The top 16 bits of the hash of a row's key, which name its key group. */
    int groupBits(int row) {
        long header = rows.words[row >> layout.pageShift][(row & layout.rowMask) * layout.stride];
        return (int) (header >>> RowLayout.HASH_SHIFT) & 0xFFFF;
    }

    // ---- rows as a whole

    public boolean isLive(int row) {
        return rows.isLive(row);
    }

    /** Takes a row out; its number may be given to another key. */
    public void free(int row) {
        if (!rows.isLive(row)) {
            throw new IllegalStateException("row " + row + " is not in the table");
        }
        if (indexed) {
            index.remove((int) hash(row), row);
        }
        rows.free(row);
        if (row == nullRow) {
            nullRow = -1;
        }
    }

    public TableScan scan() {
        return new TableScan(rows);
    }

    /** Frees all rows. */
    public void clear() {
        close();
        index = new HashIndex(shape.mostSlots(), budget);
    }

    /** Bytes held for rows and index. */
    public long bytes() {
        return rows.bytes() + index.bytes();
    }

    /** Returns all memory. */
    @Override
    public void close() {
        rows.clear();
        index.close();
        nullRow = -1;
    }
}
