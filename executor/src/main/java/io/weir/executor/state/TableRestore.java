// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.io.IOException;

/** Reads rows that {@link FrozenTable} wrote back into a table. */
final class TableRestore {
    private final RowLayout layout;
    private final int columns;
    private final PagedRows rows;
    private final RowColumns into;
    private boolean[] nulls = {};

    TableRestore(PagedRows rows, RowColumns into, int columns) {
        layout = rows.layout;
        this.columns = columns;
        this.rows = rows;
        this.into = into;
    }

    /** Makes a row of the next one read, without a hash; -1 at the end of the group. */
    int next(SnapshotInput in) throws IOException {
        int more = in.getByte();
        if (more == 0) {
            return -1;
        }
        if (more != 1) {
            throw SnapshotInput.corrupt("a row in it does not begin as one");
        }
        readNulls(in);
        int row = rows.allocate(0);
        for (int c = 0; c < columns; c++) {
            if (nulls[c]) {
                into.setNull(row, c);
            } else if (layout.types[c].isVariable()) {
                int length = in.getCount();
                int start = in.getBytes(length);
                into.writeBytes(row, c, in.bytes(), start, length);
            } else {
                for (int part = 0; part < layout.types[c].words(); part++) {
                    into.setWord(row, c, part, in.getLong());
                }
            }
        }
        return row;
    }

    private void readNulls(SnapshotInput in) throws IOException {
        if (nulls.length < columns) {
            nulls = new boolean[columns];
        }
        int bits = 0;
        int count = 0;
        for (int c = 0; c < columns; c++) {
            nulls[c] = false;
            if (layout.nullMasks[c] != 0) {
                if ((count & 7) == 0) {
                    bits = in.getByte();
                }
                nulls[c] = (bits >> (count++ & 7) & 1) != 0;
            }
        }
    }
}
