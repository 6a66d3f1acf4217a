// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.kernel.ErrorMask;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.Schema;

/** Hands the rows of an error mask to the job's {@link io.weir.executor.kernel.RowErrors}. */
public final class FailedRows {
    private final OperatorContext context;
    private final Schema schema;

    /** @param schema of the rows from which is computed */
    public FailedRows(OperatorContext context, Schema schema) {
        this.context = context;
        this.schema = schema;
    }

    /**
     * Reports each selected row that failed; returns when all of them are to be left out.
     *
     * @return how often they were added or taken back, in all
     */
    public long report(Batch batch, ErrorMask errors) {
        if (!errors.any()) {
            return 0;
        }
        long reported = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (errors.has(row)) {
                int weight = batch.weight(row);
                context.errors().report(batch, schema, row, weight, errors.code(row), errors.span(row));
                reported += Math.abs((long) weight);
            }
        }
        return reported;
    }

    /** Finds the selected rows that did not fail; gives their number. */
    int others(Batch batch, ErrorMask errors, int[] rows) {
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (!errors.has(row)) {
                rows[count++] = row;
            }
        }
        return count;
    }
}
