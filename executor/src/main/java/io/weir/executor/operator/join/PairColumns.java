// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.state.MultisetTable;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The columns of some pairs, those of the left side first: gathered out of a batch of one side and the state of the other.
 *
 * <p>The key columns of both sides are equal, so they are all taken out of the batch.
 */
final class PairColumns {
    private final JoinSide own;
    private final JoinSide other;
    private final MultisetTable table;
    private final int leftCount;

    private Batch batch = new Batch(0);
    private final int[] batchRows = new int[PairRows.MAX];
    private final int[] tableRows = new int[PairRows.MAX];
    private int count;
    private final @Nullable Vector[] gathered;

    PairColumns(JoinSide own, JoinSide other, MultisetTable table) {
        this.own = own;
        this.other = other;
        this.table = table;
        leftCount = own.number == JoinSide.LEFT ? own.types.size() : other.types.size();
        gathered = new @Nullable Vector[own.types.size()];
    }

    /** The batch whose rows are paired. */
    void of(Batch paired) {
        batch = paired;
    }

    /** The pairs whose columns are asked for next: the first {@code length} that {@code picked} names. */
    void begin(PairRows pairs, int[] picked, int length) {
        for (int i = 0; i < length; i++) {
            batchRows[i] = batch.row(pairs.indexes[picked[i]]);
            tableRows[i] = pairs.rows[picked[i]];
        }
        count = length;
        Arrays.fill(gathered, null);
    }

    Vector column(int joined) {
        boolean left = joined < leftCount;
        int column = left ? joined : joined - leftCount;
        if (left == (own.number == JoinSide.LEFT)) {
            return ownColumn(column);
        }
        int key = other.keyOf(column);
        return key >= 0 ? ownColumn(own.keyColumns[key]) : other.column(table, column, tableRows, 0, count);
    }

    private Vector ownColumn(int column) {
        Vector vector = gathered[column];
        if (vector == null) {
            vector = Vectors.gather(batch.column(column), batchRows, count);
            gathered[column] = vector;
        }
        return vector;
    }
}
