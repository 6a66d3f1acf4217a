// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Columns of released batches, whose arrays the next ones are made of; released by any thread. */
final class UsedArrays implements Batch.Recycler {
    /** As many as may be on their way to one task at most. */
    private static final int BATCHES_MAX = Channel.BATCHES_MAX + 4;

    private final boolean spoils;
    private final ArrayDeque<Vector[]> used = new ArrayDeque<>();

    /** @param spoils whether released batches are overwritten and not used again; in simulations */
    UsedArrays(boolean spoils) {
        this.spoils = spoils;
    }

    @Override
    public void recycle(Batch batch) {
        if (spoils) {
            Poison.spoil(batch);
            return;
        }
        synchronized (this) {
            if (used.size() < BATCHES_MAX) {
                used.push(batch.columns());
            }
        }
    }

    synchronized Vector @Nullable [] take() {
        return used.poll();
    }
}
