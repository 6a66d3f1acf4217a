// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.RowFilter;
import io.weir.spi.batch.Batch;

/** A condition evaluated row by row. */
final class InterpretedFilter implements RowFilter {
    private final Node condition;

    InterpretedFilter(Node condition) {
        this.condition = condition;
    }

    @Override
    public int select(Batch batch, long epochTimeMicros, int[] rows, ErrorMask errors) {
        Row row = new Row(batch, epochTimeMicros);
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            row.moveTo(batch.row(i));
            Object value = condition.at(row);
            if (value instanceof Failure failure) {
                errors.set(row.index(), failure.code(), failure.span());
            } else if (Boolean.TRUE.equals(value)) {
                rows[count++] = row.index();
            }
        }
        return count;
    }
}
