// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import java.io.IOException;

/** A multiset as the store freezes and restores it: as the table of its rows. */
final class MultisetState implements KeyedState {
    private final MultisetTable table;
    private final int[] restored = new int[Batch.MAX_ROWS];
    private int count;

    MultisetState(MultisetTable table) {
        this.table = table;
    }

    @Override
    public Frozen freeze(int maxGroups) {
        return new TableState(table.rows(), table.savedColumns(), null).freeze(maxGroups);
    }

    @Override
    public void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException {
        new TableState(table.rows(), table.savedColumns(), this::take).restoreGroup(in, group, maxGroups);
        chain();
    }

    private void take(StateTable rows, int row) {
        restored[count++] = row;
        if (count == restored.length) {
            chain();
        }
    }

    private void chain() {
        if (count > 0) {
            table.chainAll(restored, count);
            count = 0;
        }
    }

    @Override
    public long bytes() {
        return table.bytes();
    }

    @Override
    public void close() {
        table.close();
    }
}
