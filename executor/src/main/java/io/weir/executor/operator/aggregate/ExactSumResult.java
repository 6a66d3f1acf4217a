// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * SUM and SUM0 of integers, and AVG and SUM of DECIMALs: an exact total brought to the type of the result.
 *
 * @param count how many values there are; null when there always is one
 * @param whenNone what stands for no values: 0, or NULL
 * @param average whether the total is divided by the count
 * @param moreDigits by how many digits the result's scale is above that of the argument
 */
record ExactSumResult(
        Total.Of sum,
        @Nullable CountRows count,
        WhenNone whenNone,
        boolean average,
        int moreDigits,
        ResultNumber type,
        Total total)
        implements AggregateResult {
    enum WhenNone {
        NULL,
        ZERO
    }

    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            int row = groups[i];
            long values = count == null ? 1 : count.count(table, row);
            if (values <= 0 && whenNone == WhenNone.NULL) {
                out.appendNull();
                continue;
            }
            sum.read(table, row, total);
            if (average) {
                total.divide(values, moreDigits);
            } else {
                total.multiplyByTenTo(moreDigits);
            }
            if (!type.append(total, out)) {
                errors.set(out.size(), ErrorCode.NUMERIC_OUT_OF_RANGE, null);
                out.appendNull();
            }
        }
    }
}
