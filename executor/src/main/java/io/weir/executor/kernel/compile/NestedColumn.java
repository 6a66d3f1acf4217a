// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import org.jspecify.annotations.Nullable;

/** A column of ROW, ARRAY or MAP values that is being computed, row after row. */
public final class NestedColumn {
    private final VectorBuilder builder;
    private final int rows;

    public NestedColumn(Object type, int rows) {
        this.builder = VectorBuilder.of((DataType) type, rows);
        this.rows = rows;
    }

    /** Rows must rise; those left out are NULL. */
    public void set(int row, @Nullable Object value) {
        skipTo(row);
        builder.appendValue(value);
    }

    public Vector build() {
        skipTo(rows);
        return builder.build();
    }

    private void skipTo(int row) {
        while (builder.size() < row) {
            builder.appendNull();
        }
    }
}
