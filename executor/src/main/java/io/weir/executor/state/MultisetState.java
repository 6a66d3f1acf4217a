// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;

/** A multiset as the store freezes and restores it: each row with the columns of its key. */
final class MultisetState implements KeyedState {
    private final MultisetTable table;

    MultisetState(MultisetTable table) {
        this.table = table;
    }

    @Override
    public Frozen freeze(int maxGroups) {
        StateTable rows = table.rows();
        StateTable keys = table.keys().table;
        FrozenTable frozenKeys = new FrozenTable(keys.rows, keys.keyCount(), maxGroups, keys.budget);
        return new FrozenTable(
                rows.rows, table.savedColumns(), maxGroups, rows.budget, frozenKeys, table.offsetOfNext());
    }

    @Override
    public void restoreGroup(SnapshotInput in, int group, int maxGroups) throws IOException {
        StateTable rows = table.rows();
        StateTable keys = table.keys().table;
        TableRestore keyRestore = new TableRestore(keys.rows, keys.columns, keys.keyCount());
        TableRestore rowRestore = new TableRestore(rows.rows, rows.columns, table.savedColumns());
        for (int key = keyRestore.next(in); key >= 0; key = keyRestore.next(in)) {
            long hash = keys.hash(key);
            if (KeyGroups.groupOf(hash, maxGroups) != group) {
                throw SnapshotInput.corrupt("a key in it is not of the key group it stands in");
            }
            int known = keys.enter(key, hash);
            if (known >= 0) {
                keys.rows.free(key);
            }
            int row = rowRestore.next(in);
            if (row < 0) {
                throw SnapshotInput.corrupt("a key in it has no row");
            }
            rows.enter(row, hash);
            table.enter(row, known >= 0 ? known : key);
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
