// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.OperatorContext;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import java.util.Arrays;

/**
 * A batch of one side of an interval join, sorted out: which rows are taken and when they are, which have no partner for
 * certain, which are late.
 */
final class IntervalRows {
    private final JoinSide side;
    private final int timeColumn;
    private final Interval interval;
    private final OperatorContext context;
    /** Whether rows are kept that can have no partner. */
    private final boolean keepsAll;

    /** The rows that are taken, their times, and whether they may have partners. */
    int[] rows = {};

    long[] times = {};
    boolean[] pairs = {};
    int count;

    /** The rows without a time. */
    int[] timeless = {};

    int timelessCount;

    IntervalRows(JoinSide side, int timeColumn, Interval interval, boolean keepsAll, OperatorContext context) {
        this.side = side;
        this.timeColumn = timeColumn;
        this.interval = interval;
        this.keepsAll = keepsAll;
        this.context = context;
    }

    void sort(Batch batch) {
        int size = batch.size();
        rows = new int[size];
        timeless = new int[size];
        if (times.length < size) {
            times = new long[Math.max(size, Batch.MAX_ROWS)];
            pairs = new boolean[times.length];
        }
        count = 0;
        timelessCount = 0;
        Vector vector = batch.column(timeColumn).flat();
        long[] values = ((LongVector) vector).values();
        boolean mayHaveNulls = side.mayHaveNulls(batch);
        long watermark = context.openWatermark();
        long late = 0;
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (vector.isNull(row)) {
                timeless[timelessCount++] = row;
            } else if (values[row] <= watermark) {
                late += Math.abs(batch.weight(row));
            } else {
                boolean mayPair = !mayHaveNulls || !side.hasNull(batch, row);
                rows[count] = row;
                times[count] = values[row];
                pairs[count] = mayPair;
                count += mayPair || keepsAll ? 1 : 0;
            }
        }
        if (late > 0) {
            context.counters().addLate(late);
        }
    }

    /** The batch with the stretches of time its rows lie in behind its columns. */
    Batch withOwnStretches(Batch batch) {
        long[] stretches = new long[batch.rowCount()];
        for (int i = 0; i < count; i++) {
            stretches[rows[i]] = interval.stretchOf(times[i]);
        }
        return with(batch, stretches);
    }

    /** The batch with the first or last stretches of time that partners of its rows lie in. */
    Batch withPartnerStretches(Batch batch, boolean first) {
        long[] stretches = new long[batch.rowCount()];
        for (int i = 0; i < count; i++) {
            stretches[rows[i]] = first ? interval.firstStretch(times[i]) : interval.lastStretch(times[i]);
        }
        return with(batch, stretches);
    }

    private static Batch with(Batch batch, long[] stretches) {
        Vector[] columns = Arrays.copyOf(batch.columns(), batch.columnCount() + 1);
        columns[columns.length - 1] = new LongVector(batch.rowCount(), stretches, null);
        return batch.withColumns(columns);
    }

    /** Takes out of the first rows of chains those of rows that are not to be paired, or have been by the first stretch. */
    void leaveOut(int[] chains, boolean first) {
        for (int i = 0; i < count; i++) {
            if (!pairs[i] || (!first && interval.firstStretch(times[i]) == interval.lastStretch(times[i]))) {
                chains[i] = -1;
            }
        }
    }
}
