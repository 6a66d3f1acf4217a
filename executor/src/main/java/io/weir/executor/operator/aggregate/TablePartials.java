// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BytesVector;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accumulators of some rows of a table, as columns. */
final class TablePartials implements Partials {
    private @Nullable StateTable table;
    private int[] rows = {};
    private int count;

    private final Map<Integer, long[]> words = new HashMap<>();
    private boolean[] nulls = {};

    /** Shows the first {@code rowCount} of the rows; a column is good until the next call. */
    void show(StateTable from, int[] fromRows, int rowCount) {
        table = from;
        rows = fromRows;
        count = rowCount;
    }

    private StateTable table() {
        if (table == null) {
            throw new IllegalStateException("no table");
        }
        return table;
    }

    @Override
    public long[] words(int column, int part) {
        StateTable from = table();
        long[] to = words.computeIfAbsent(column * 4 + part, place -> new long[Batch.MAX_ROWS]);
        long[][] pages = from.pages();
        int shift = from.pageShift();
        int mask = from.rowMask();
        int stride = from.stride();
        int offset = from.offsetOfValue(column) + part;
        for (int i = 0; i < count; i++) {
            to[i] = pages[rows[i] >> shift][(rows[i] & mask) * stride + offset];
        }
        return to;
    }

    @Override
    public boolean @Nullable [] nulls(int column) {
        if (nulls.length < count) {
            nulls = new boolean[Batch.MAX_ROWS];
        }
        boolean any = false;
        for (int i = 0; i < count; i++) {
            nulls[i] = table().isNull(rows[i], column);
            any |= nulls[i];
        }
        return any ? nulls : null;
    }

    @Override
    public BytesVector bytes(int column) {
        return (BytesVector) table().valueVector(column, rows, 0, count);
    }
}
