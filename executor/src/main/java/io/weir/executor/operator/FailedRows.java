// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.RowErrors;
import io.weir.spi.batch.Batch;

/** Hands the rows of an error mask to the job's {@link RowErrors}, and counts those that it lets go. */
final class FailedRows {
    private final OperatorContext context;

    FailedRows(OperatorContext context) {
        this.context = context;
    }

    /** Reports each selected row that failed; returns when all of them are to be left out. */
    void report(Batch batch, ErrorMask errors) {
        if (!errors.any()) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (errors.has(row)) {
                context.errors().report(batch, row, errors.code(row), errors.span(row));
            }
        }
        context.counters().addDropped(errors.count());
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
