// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.VectorBuilder;

/** COUNT. */
record CountResult(CountRows rows) implements AggregateResult {
    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            out.appendLong(rows.count(table, groups[i]));
        }
    }
}
