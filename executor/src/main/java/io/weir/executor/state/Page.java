// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A run of rows with the bytes they own; shared with snapshots, and then not changed by anyone.
 *
 * <p>The table that owns a page holds one reference and each snapshot one. With a single reference the page is the
 * table's own to change.
 */
final class Page {
    private final MemoryBudget budget;
    private final AtomicInteger references = new AtomicInteger(1);

    long[] words;

    @Nullable
    ByteBlock block;
    /** Bytes of the block that have been given out. */
    int used;
    /** Of these, the bytes that no row owns any more. */
    int garbage;
    /** Places that have ever been given out. */
    int rows;

    int live;
    /** The place of the first freed row plus 1, or 0. */
    int free;

    Page(int words, MemoryBudget budget) {
        this.budget = budget;
        budget.lease((long) words * Long.BYTES);
        this.words = new long[words];
    }

    private Page(Page from) {
        budget = from.budget;
        budget.lease((long) from.words.length * Long.BYTES);
        words = from.words.clone();
        block = from.block == null ? null : from.block.retain();
        used = from.used;
        garbage = from.garbage;
        rows = from.rows;
        live = from.live;
        free = from.free;
    }

    /** Gives up this page for one that the caller may change; itself when nobody else refers to it. */
    Page own() {
        if (references.get() == 1) { // only the owner makes more of them
            return this;
        }
        Page copy = new Page(this);
        release();
        return copy;
    }

    Page retain() {
        references.incrementAndGet();
        return this;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            budget.release((long) words.length * Long.BYTES);
            if (block != null) {
                block.release();
            }
        }
    }

    void grow(int newWords) {
        budget.lease((long) (newWords - words.length) * Long.BYTES);
        long[] larger = new long[newWords];
        System.arraycopy(words, 0, larger, 0, words.length);
        words = larger;
    }

    byte[] bytes() {
        return block == null ? NOTHING : block.bytes;
    }

    private static final byte[] NOTHING = {};
}
