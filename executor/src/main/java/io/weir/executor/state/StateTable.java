// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
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
    // ---- settings

    public int keyCount() {
        throw new UnsupportedOperationException();
    }

    public int valueCount() {
        throw new UnsupportedOperationException();
    }

    public ValueType keyType(int key) {
        throw new UnsupportedOperationException();
    }

    public ValueType valueType(int value) {
        throw new UnsupportedOperationException();
    }

    /** Live rows. */
    public int size() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    // ---- rows by place

    /** The words of all pages. */
    public long[][] pages() {
        throw new UnsupportedOperationException();
    }

    /** {@code row >> pageShift()} is the page of a row. */
    public int pageShift() {
        throw new UnsupportedOperationException();
    }

    /** {@code (row & rowMask()) * stride()} is the base of a row in its page. */
    public int rowMask() {
        throw new UnsupportedOperationException();
    }

    public int stride() {
        throw new UnsupportedOperationException();
    }

    /** The first word of a key column from the base of its row. */
    public int offsetOfKey(int key) {
        throw new UnsupportedOperationException();
    }

    /** The first word of a value from the base of its row. */
    public int offsetOfValue(int value) {
        throw new UnsupportedOperationException();
    }

    /** The word that has the NULL bit of a value, from the base of its row. */
    public int nullOffsetOfValue(int value) {
        throw new UnsupportedOperationException();
    }

    /** The NULL bit of a value in that word. */
    public long nullMaskOfValue(int value) {
        throw new UnsupportedOperationException();
    }

    /** Says that a row is about to be written: copies its page if it is frozen, and marks it dirty. */
    public void touch(int row) {
        throw new UnsupportedOperationException();
    }

    /** Touches the first {@code count} rows. */
    public void touchAll(int[] rows, int count) {
        throw new UnsupportedOperationException();
    }

    /**
     * Marks rows and gives those that were not marked before; so an operator knows the rows touched in an epoch.
     *
     * <p>The rows must be touched. Marks are not kept in snapshots.
     *
     * @param newly receives the rows that were not marked, each once, from {@code at} on
     * @return how many {@code newly} has then
     */
    public int mark(int[] rows, int count, int[] newly, int at) {
        throw new UnsupportedOperationException();
    }

    public void unmark(int[] rows, int from, int to) {
        throw new UnsupportedOperationException();
    }

    // ---- single values

    /** The first word of a value. */
    public long word(int row, int value) {
        throw new UnsupportedOperationException();
    }

    /** The word {@code part} of a value. */
    public long word(int row, int value, int part) {
        throw new UnsupportedOperationException();
    }

    /** Sets the first word; the value is then not NULL. */
    public void setWord(int row, int value, long word) {
        throw new UnsupportedOperationException();
    }

    public void setWord(int row, int value, int part, long word) {
        throw new UnsupportedOperationException();
    }

    public boolean isNull(int row, int value) {
        throw new UnsupportedOperationException();
    }

    public void setNull(int row, int value) {
        throw new UnsupportedOperationException();
    }

    /** Points {@code piece} at a variable value; good until the row is written or freed. */
    public Utf8 readBytes(int row, int value, Utf8 piece) {
        throw new UnsupportedOperationException();
    }

    /** Copies a variable value into the byte block of the row's page. */
    public void writeBytes(int row, int value, byte[] bytes, int start, int length) {
        throw new UnsupportedOperationException();
    }

    /** Sets a SQL value from a physical row of a vector of its type. */
    public void set(int row, int value, Vector vector, int vectorRow) {
        throw new UnsupportedOperationException();
    }

    public void appendKey(VectorBuilder out, int row, int key) {
        throw new UnsupportedOperationException();
    }

    /** Appends a SQL value. */
    public void appendValue(VectorBuilder out, int row, int value) {
        throw new UnsupportedOperationException();
    }

    /** A key column of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector keyVector(int key, int[] rows, int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** A SQL value of the given rows as a flat vector; text is shared with the pages, not copied. */
    public Vector valueVector(int value, int[] rows, int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** Appends the key of a row as {@link CanonicalBytes}. */
    public void encodeKey(int row, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    // ---- rows as a whole

    public boolean isLive(int row) {
        throw new UnsupportedOperationException();
    }

    /** Takes a row out; its number may be given to another key. */
    public void free(int row) {
        throw new UnsupportedOperationException();
    }

    public TableScan scan() {
        throw new UnsupportedOperationException();
    }

    /** Frees all rows. */
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /** Returns all memory. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
