// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.sort;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Vector;
import java.util.List;

/** A total order of rows as bytes: the sort keys as they are wanted, then the whole row. */
final class RowOrder {
    private final SortKey[] keys;

    RowOrder(List<SortKey> keys) {
        this.keys = keys.toArray(new SortKey[0]);
    }

    void encode(Vector[] columns, int row, GrowableBytes out) {
        for (SortKey key : keys) {
            CanonicalBytes.encode(columns[key.column()], row, key.descending(), !key.nullsFirst(), out);
        }
        for (Vector column : columns) {
            CanonicalBytes.encode(column, row, out);
        }
    }
}
