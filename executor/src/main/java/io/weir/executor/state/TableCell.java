// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Utf8;
import java.io.IOException;
import java.util.List;

/** A cell, kept as the only row of a table without a key. */
final class TableCell implements Cell, AutoCloseable {
    private final List<? extends ValueType> types;
    private final Merge merge;
    private final MemoryBudget budget;
    private final StateTable table;
    private int row;
    private boolean restored;

    TableCell(List<? extends ValueType> types, Merge merge, MemoryBudget budget) {
        this.types = types;
        this.merge = merge;
        this.budget = budget;
        table = new StateTable(List.of(), 0, types, budget);
        row = table.rows.allocate(HashOf.NO_COLUMNS);
    }

    @Override
    public int count() {
        return types.size();
    }

    @Override
    public long word(int value) {
        return table.word(row, value);
    }

    @Override
    public void setWord(int value, long word) {
        table.setWord(row, value, word);
    }

    @Override
    public boolean isNull(int value) {
        return table.isNull(row, value);
    }

    @Override
    public void setNull(int value) {
        table.setNull(row, value);
    }

    @Override
    public Utf8 readBytes(int value, Utf8 piece) {
        return table.readBytes(row, value, piece);
    }

    @Override
    public void writeBytes(int value, byte[] bytes, int start, int length) {
        table.writeBytes(row, value, bytes, start, length);
    }

    /** As a table of one group. */
    KeyedState.Frozen freeze() {
        return new TableState(table).freeze(1);
    }

    /** The first one read is taken over, the others are merged. */
    void restore(SnapshotInput in) throws IOException {
        if (restored) {
            try (TableCell other = new TableCell(types, Merge.SAME, budget)) {
                other.restore(in);
                merge.merge(this, other);
            }
            return;
        }
        TableRestore restore = new TableRestore(table.rows, table.columns, types.size());
        table.rows.free(row);
        row = restore.next(in);
        if (row < 0 || restore.next(in) >= 0) {
            throw SnapshotInput.corrupt("a cell in it has not one row");
        }
        restored = true;
    }

    long bytes() {
        return table.bytes();
    }

    @Override
    public void close() {
        table.close();
    }
}
