// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A table as the store freezes and restores it. */
final class TableState implements KeyedState {
    private final StateTable table;
    /** The first columns, which are written; what stands behind them is made anew. */
    private final int columns;
    /** Makes anew what was not written, or null. */
    private final @Nullable NewRow restored;

    TableState(StateTable table) {
        this(table, table.rows.layout.columnCount(), null);
    }

    TableState(StateTable table, int columns, @Nullable NewRow restored) {
        this.table = table;
        this.columns = columns;
        this.restored = restored;
    }

    @Override
    public Frozen freeze(int maxGroups) {
        return new FrozenTable(table.rows, columns, maxGroups, table.budget);
    }

    @Override
    public void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException {
        TableRestore restore = new TableRestore(table.rows, table.columns, columns);
        for (int row = restore.next(in); row >= 0; row = restore.next(in)) {
            long hash = table.hash(row);
            if (KeyGroups.groupOf(hash, maxGroups) != group) {
                throw SnapshotInput.corrupt("a key in it is not of the key group it stands in");
            }
            if (table.enter(row, hash) >= 0) {
                throw SnapshotInput.corrupt("it has a key twice");
            }
            if (restored != null) {
                restored.start(table, row);
            }
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
