// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.source.BatchBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.MemoryBudget;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are only added, in the order in which they came. */
final class HeldBatches implements HeldRows {
    /** A batch of which less than this part counts is copied, so that little does not hold on to much. */
    private static final int SPARSE = 4;

    private final MemoryBudget budget;
    private final BatchBuilder copied;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long leasedBytes;

    HeldBatches(List<DataType> types, MemoryBudget budget) {
        this.budget = budget;
        this.copied = new BatchBuilder(types, 16);
    }

    @Override
    public void add(Batch batch) {
        if (batch.size() * SPARSE >= batch.rowCount()) {
            endCopy();
            keep(batch.retain());
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (copied.full()) {
                endCopy();
            }
            int row = batch.row(i);
            copied.append(batch, row, batch.weight(row));
        }
    }

    private void endCopy() {
        if (!copied.isEmpty()) {
            keep(copied.build());
        }
    }

    private void keep(Batch batch) {
        batches.add(batch);
        long bytes = BatchBytes.of(batch);
        budget.lease(bytes);
        leasedBytes += bytes;
    }

    @Override
    public @Nullable Delta next() {
        endCopy();
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
        endCopy();
        batches.forEach(batch -> StoredRows.write(batch, out));
    }

    @Override
    public void close() {
        for (Delta left = next(); left != null; left = next()) {
            left.rows().release();
        }
    }
}
