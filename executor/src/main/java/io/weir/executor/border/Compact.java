// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.source.BatchBytes;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** Sees to it that a few rows that are kept for long do not keep large arrays. */
final class Compact {
    /** How many times more than it needs a batch may hold. */
    private static final int WASTE = 4;

    private static final int WASTE_BYTES = 4096;

    private Compact() {}

    /** The batch with one more reference, or a copy of the rows that count. */
    static Batch of(Batch batch, List<DataType> types) {
        boolean dense = batch.size() * WASTE >= batch.rowCount();
        if (dense && BatchBytes.held(batch) <= WASTE * BatchBytes.of(batch) + WASTE_BYTES) {
            return batch.retain();
        }
        BatchBuilder copy = new BatchBuilder(types, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            copy.append(batch, row, batch.weight(row));
        }
        return copy.build();
    }
}
