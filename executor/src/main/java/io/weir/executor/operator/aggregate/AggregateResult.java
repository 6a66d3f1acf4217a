// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.VectorBuilder;

/** Reads the value of a call out of the rows of groups. */
interface AggregateResult {
    /**
     * Appends the values of some groups.
     *
     * @param errors marked, by place in {@code out}, where a value cannot be represented; NULL stands there then
     */
    void append(StateTable table, int[] rows, int from, int to, VectorBuilder out, ErrorMask errors);
}
