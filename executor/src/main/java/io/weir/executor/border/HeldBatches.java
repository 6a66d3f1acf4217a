// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.source.BatchBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.MemoryBudget;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are only added, in the order in which they came. */
final class HeldBatches implements HeldRows {
    private final List<DataType> types;
    private final MemoryBudget budget;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long leasedBytes;

    HeldBatches(List<DataType> types, MemoryBudget budget) {
        this.types = types;
        this.budget = budget;
    }

    @Override
    public void add(Batch batch) {
        Batch kept = Compact.of(batch, types);
        batches.add(kept);
        long bytes = BatchBytes.held(kept);
        budget.lease(bytes);
        leasedBytes += bytes;
    }

    @Override
    public @Nullable Delta next() {
        Batch batch = batches.poll();
        if (batch == null) {
            budget.release(leasedBytes);
            leasedBytes = 0;
            return null;
        }
        return new Delta(batch, null);
    }

    @Override
    public void store(GrowableBytes out) {
        batches.forEach(batch -> StoredRows.write(batch, out));
    }

    @Override
    public void close() {
        for (Delta left = next(); left != null; left = next()) {
            left.rows().release();
        }
    }
}
