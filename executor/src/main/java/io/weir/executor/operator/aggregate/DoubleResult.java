// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of FLOAT and DOUBLE, and AVG of integers: a DOUBLE.
 *
 * @param count how many values there are; null when there always is one
 * @param zeroWhenNone whether 0 stands for no values, or NULL
 */
record DoubleResult(Sum sum, @Nullable CountRows count, boolean zeroWhenNone, boolean average)
        implements AggregateResult {
    /** The sum of a group as a {@code double}. */
    @FunctionalInterface
    interface Sum {
        double of(StateTable table, int row);
    }

    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            long values = count == null ? 1 : count.count(table, groups[i]);
            if (values > 0) {
                double total = sum.of(table, groups[i]);
                out.appendDouble(average ? total / values : total);
            } else if (zeroWhenNone) {
                out.appendDouble(0);
            } else {
                out.appendNull();
            }
        }
    }
}
