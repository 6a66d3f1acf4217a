// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;

/**
 * Per key, entries in the order of their sort columns, each with a few words: a B+-tree over canonical bytes.
 *
 * <p>An entry is addressed by its bytes: two bytes of the key's hash, the canonical bytes of the key, then those of the
 * sort columns; {@link #keyOf} writes the first two parts, and sort columns are appended with {@link CanonicalBytes}.
 * Values are words of fixed length, zero in a new entry.
 *
 * <pre>{@code
 * entry.clear();
 * table.keyOf(batch, keyColumns, row, hash, entry);
 * CanonicalBytes.encode(batch, sortColumns, row, entry);
 * long count = table.add(entry, weight);
 * }</pre>
 */
public final class OrderedTable implements AutoCloseable {
    /** Appends the bytes that all entries of a key begin with. */
    public void keyOf(Batch batch, int[] keyColumns, int row, long hash, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    /** Appends the bytes that all entries of the key of a table's row begin with. */
    public void keyOf(StateTable table, int row, GrowableBytes out) {
        throw new UnsupportedOperationException();
    }

    /** Adds to the first word of an entry, makes the entry if it is missing and drops it at 0; gives the new word. */
    public long add(GrowableBytes entry, long delta) {
        throw new UnsupportedOperationException();
    }

    /** Points the cursor at an entry, which is made when missing; its words may be set. */
    public void upsert(GrowableBytes entry, OrderedCursor cursor) {
        throw new UnsupportedOperationException();
    }

    /** Drops an entry; says whether there was one. */
    public boolean remove(GrowableBytes entry) {
        throw new UnsupportedOperationException();
    }

    /** Points the cursor at exactly this entry; false when there is none. */
    public boolean find(GrowableBytes entry, OrderedCursor cursor) {
        throw new UnsupportedOperationException();
    }

    /** Points the cursor at the first entry of a key. */
    public boolean first(GrowableBytes key, OrderedCursor cursor) {
        throw new UnsupportedOperationException();
    }

    /** Points the cursor at the last entry of a key. */
    public boolean last(GrowableBytes key, OrderedCursor cursor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Points the cursor at the first entry that is not below the given bytes, as long as it is one of the key that
     * the first {@code keyLength} bytes name.
     */
    public boolean seek(GrowableBytes entry, int keyLength, OrderedCursor cursor) {
        throw new UnsupportedOperationException();
    }

    public OrderedCursor cursor() {
        throw new UnsupportedOperationException();
    }

    /** Entries of all keys. */
    public long size() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
