// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Utf8;

/** A place in an {@link OrderedTable}, within the entries of one key; good until the table changes. */
public final class OrderedCursor {
    /** Goes to the next entry of the key; false, and nowhere, when there is none. */
    public boolean next() {
        throw new UnsupportedOperationException();
    }

    /** Goes to the entry of the key before this one; false, and nowhere, when there is none. */
    public boolean previous() {
        throw new UnsupportedOperationException();
    }

    /** Points at the bytes of the entry. */
    public Utf8 entry(Utf8 piece) {
        throw new UnsupportedOperationException();
    }

    /** Points at the sort part of the entry. */
    public Utf8 sort(Utf8 piece) {
        throw new UnsupportedOperationException();
    }

    public long word(int index) {
        throw new UnsupportedOperationException();
    }

    public void setWord(int index, long word) {
        throw new UnsupportedOperationException();
    }
}
