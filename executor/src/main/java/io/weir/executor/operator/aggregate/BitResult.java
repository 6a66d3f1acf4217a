// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/**
 * BIT_AND, BIT_OR and BIT_XOR: an integer of the argument's type.
 *
 * @param count how many values there are; null when there always is one
 */
record BitResult(Bits bits, @Nullable CountRows count, Storage storage) implements AggregateResult {
    /** The bits of a group. */
    @FunctionalInterface
    interface Bits {
        long of(StateTable table, int row);
    }

    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            int row = groups[i];
            if (count != null && count.count(table, row) <= 0) {
                out.appendNull();
            } else if (storage == Storage.INT) {
                out.appendInt((int) bits.of(table, row));
            } else {
                out.appendLong(bits.of(table, row));
            }
        }
    }
}
