// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;

/** Adds the groups of a slice to those of a window, or takes them back. */
final class MergeGroups implements WindowStep {
    private final Aggregation aggregation;
    private final TableRows from;
    private final StateTable into;
    private final GroupKeys keys;
    private final int sign;
    private final TablePartials partials = new TablePartials();

    MergeGroups(Aggregation aggregation, StateTable from, StateTable into, int sign) {
        this.aggregation = aggregation;
        this.from = new TableRows(from);
        this.into = into;
        this.sign = sign;
        keys = GroupKeys.first(from.keyCount());
    }

    @Override
    public int run() {
        int count = from.next();
        if (count <= 0) {
            return count < 0 ? count : TableScan.SLICE;
        }
        Batch batch = from.keys();
        int[] groups = keys.resolve(into, batch);
        partials.show(from.table(), from.rows(), count);
        aggregation.merge(into, groups, count, partials, sign);
        batch.release();
        return count;
    }
}
