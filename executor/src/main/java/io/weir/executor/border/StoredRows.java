// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.type.DataType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Weighted rows as bytes: for each its weight, then its columns in canonical bytes. */
final class StoredRows {
    private StoredRows() {}

    static void write(Batch batch, GrowableBytes out) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            out.putInt(batch.weight(row));
            for (int c = 0; c < batch.columnCount(); c++) {
                CanonicalBytes.encode(batch.column(c), row, out);
            }
        }
    }

    static void read(byte[] stored, List<DataType> types, Consumer<Batch> rows) {
        BatchBuilder builder = new BatchBuilder(types);
        for (int at = 0; at < stored.length; ) {
            int weight = ByteBuffer.wrap(stored, at, 4).getInt();
            at += 4;
            for (int c = 0; c < types.size(); c++) {
                at = CanonicalBytes.decode(types.get(c), stored, at, builder.column(c));
            }
            builder.endRow(weight);
            if (builder.full() || at == stored.length) {
                Batch batch = builder.build();
                rows.accept(batch);
                batch.release();
            }
        }
    }
}
