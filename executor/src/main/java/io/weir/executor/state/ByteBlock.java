// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.util.concurrent.atomic.AtomicInteger;

/** The bytes that rows of a page own; only ever appended to, so that a frozen page and its successor share it. */
final class ByteBlock {
    final byte[] bytes;
    private final MemoryBudget budget;
    private final AtomicInteger references = new AtomicInteger(1);

    ByteBlock(int capacity, MemoryBudget budget) {
        this.budget = budget;
        budget.lease(capacity);
        bytes = new byte[capacity];
    }

    ByteBlock retain() {
        references.incrementAndGet();
        return this;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            budget.release(bytes.length);
        }
    }
}
