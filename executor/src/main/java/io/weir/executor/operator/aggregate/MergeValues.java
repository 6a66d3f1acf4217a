// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;

/** Adds the counted values of a slice to those of a window. */
final class MergeValues implements WindowStep {
    private final TableRows from;
    private final StateTable into;
    private final GroupKeys keys;

    MergeValues(StateTable from, StateTable into) {
        this.from = new TableRows(from);
        this.into = into;
        keys = GroupKeys.first(from.keyCount());
    }

    @Override
    public int run() {
        int count = from.next();
        if (count <= 0) {
            return count < 0 ? count : TableScan.SLICE;
        }
        Batch batch = from.keys();
        int[] values = keys.resolve(into, batch);
        for (int i = 0; i < count; i++) {
            long sum = into.word(values[i], DistinctValues.COUNT)
                    + from.table().word(from.rows()[i], DistinctValues.COUNT);
            into.setWord(values[i], DistinctValues.COUNT, sum);
        }
        batch.release();
        return count;
    }
}
