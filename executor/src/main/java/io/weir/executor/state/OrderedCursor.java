// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.executor.state.OrderedNode.Leaf;
import io.weir.spi.batch.Utf8;
import org.jspecify.annotations.Nullable;

/** A place in an {@link OrderedTable}, within the entries of one key; good until entries come or go. */
public final class OrderedCursor {
    private @Nullable Leaf leaf;
    private int at;
    private int keyLength;

    OrderedCursor() {}

    boolean point(Leaf in, int entry, int length) {
        leaf = in;
        at = entry;
        keyLength = length;
        return true;
    }

    private Leaf here() {
        if (leaf == null) {
            throw new IllegalStateException("the cursor is at no entry");
        }
        return leaf;
    }

    /** Goes to the next entry of the key; false, and nowhere, when there is none. */
    public boolean next() {
        Leaf in = here();
        return at + 1 < in.page().count ? moveTo(in, at + 1) : moveTo(in.next, 0);
    }

    /** Goes to the entry of the key before this one; false, and nowhere, when there is none. */
    public boolean previous() {
        Leaf in = here();
        if (at > 0) {
            return moveTo(in, at - 1);
        }
        return moveTo(in.previous, in.previous == null ? 0 : in.previous.page().count - 1);
    }

    private boolean moveTo(@Nullable Leaf in, int entry) {
        OrderedPage page = here().page();
        if (in == null || !in.page().beginsWith(entry, page.block.bytes, page.start(at), keyLength)) {
            leaf = null;
            return false;
        }
        leaf = in;
        at = entry;
        return true;
    }

    /** Points at the bytes of the entry. */
    public Utf8 entry(Utf8 piece) {
        OrderedPage page = here().page();
        return piece.set(page.block.bytes, page.start(at), page.length(at));
    }

    /** Points at what stands behind the key in the entry: its sort part. */
    public Utf8 sort(Utf8 piece) {
        OrderedPage page = here().page();
        return piece.set(page.block.bytes, page.start(at) + keyLength, page.length(at) - keyLength);
    }

    /** A word of the entry's values. */
    public long word(int index) {
        return here().page().word(at, index);
    }

    public void setWord(int index, long word) {
        here().own().setWord(at, index, word);
    }
}
