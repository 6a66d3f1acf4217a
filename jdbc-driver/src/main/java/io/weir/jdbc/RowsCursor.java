// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.batch.BatchBuilder;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result that the driver makes itself: what the catalog holds, or the elements of an array. */
final class RowsCursor implements Cursor {
    private final Schema schema;
    private final List<? extends List<? extends @Nullable Object>> rows;
    private int next;

    RowsCursor(Schema schema, List<? extends List<? extends @Nullable Object>> rows) {
        this.schema = schema;
        this.rows = rows;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean changing() {
        return false;
    }

    @Override
    public Frame poll(int maxRows, Duration maxWait) {
        BatchBuilder builder = new BatchBuilder(schema.types());
        while (next < rows.size() && builder.size() < maxRows && !builder.full()) {
            builder.append(rows.get(next++), 1);
        }
        boolean last = next == rows.size();
        return new Frame(builder.isEmpty() ? null : builder.build(), 0, Long.MIN_VALUE, last, last);
    }

    @Override
    public void whenReady(Runnable wake) {
        wake.run();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
