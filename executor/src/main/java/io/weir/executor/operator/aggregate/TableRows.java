// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import org.jspecify.annotations.Nullable;

/** The rows of a table, a batch at a time. */
final class TableRows {
    private static final int END = -1;

    private final StateTable table;
    private @Nullable TableScan scan;
    private final int[] rows = new int[Batch.MAX_ROWS];
    private int count;

    TableRows(StateTable table) {
        this.table = table;
    }

    /** Goes to the next rows: how many they are, which may be none yet, or negative behind the last. */
    int next() {
        if (scan == null) {
            scan = table.scan();
        }
        count = scan.next(rows);
        return count == 0 && scan.done() ? END : count;
    }

    StateTable table() {
        return table;
    }

    int[] rows() {
        return rows;
    }

    /** Keeps some of the present rows, by their rising places. */
    void keep(int[] places, int kept) {
        for (int i = 0; i < kept; i++) {
            rows[i] = rows[places[i]];
        }
        count = kept;
    }

    /** The keys of the present rows. */
    Batch keys() {
        Vector[] columns = new Vector[table.keyCount()];
        for (int key = 0; key < columns.length; key++) {
            columns[key] = table.keyVector(key, rows, 0, count);
        }
        return new Batch(count, columns);
    }
}
