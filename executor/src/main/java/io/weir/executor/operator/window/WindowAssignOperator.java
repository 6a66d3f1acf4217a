// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan.WindowAssign;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each row once for every window it falls into, with the properties of the window behind its columns. */
public final class WindowAssignOperator implements Operator {
    private final OperatorContext context;
    private final Windows windows;
    private final Timeline timeline;
    private final int timeColumn;
    private final WindowProperty[] properties;

    private final int[] rows = new int[Batch.MAX_ROWS];
    private final long[] ends = new long[Batch.MAX_ROWS];

    // ---- the batch that is being given out
    private @Nullable Batch batch;
    private int place;
    /** The end of the last window that the row at {@link #place} was given for. */
    private long given;

    public WindowAssignOperator(WindowAssign plan, OperatorContext context) {
        this.context = context;
        List<DataType> inputTypes = plan.input().schema().types();
        timeColumn = plan.window().timeColumn();
        windows = new Windows(plan.window());
        timeline = Timeline.of(plan.window(), inputTypes.get(timeColumn));
        properties = new WindowProperty[plan.properties().size()];
        for (int i = 0; i < properties.length; i++) {
            WindowSpec.Property property = plan.properties().get(i);
            DataType type = plan.schema().type(inputTypes.size() + i);
            properties[i] = new WindowProperty(property, type, windows, timeline);
        }
    }

    @Override
    public Progress onBatch(int input, Batch newBatch, Output out) {
        batch = newBatch;
        place = 0;
        given = Long.MIN_VALUE;
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        Batch from = batch;
        if (from == null) {
            return Progress.DONE;
        }
        LongVector times = (LongVector) from.column(timeColumn).flat();
        while (place < from.size()) {
            if (out.full()) {
                return Progress.MORE;
            }
            int count = next(from, times);
            if (count > 0) {
                out.send(assigned(from, count));
            }
        }
        batch = null;
        return Progress.DONE;
    }

    /** Fills {@link #rows} and {@link #ends} with the next windows of rows. */
    private int next(Batch from, LongVector times) {
        int count = 0;
        long dropped = 0;
        long outside = 0;
        for (; place < from.size(); place++) {
            int row = from.row(place);
            if (times.isNull(row)) {
                dropped += Math.abs(from.weight(row));
                continue;
            }
            long slice = windows.sliceEnd(timeline.local(times.values()[row]));
            long end = windows.nextEnd(slice, given);
            if (end == Windows.NONE && given == Long.MIN_VALUE) {
                outside += Math.abs(from.weight(row));
            }
            while (end != Windows.NONE && count < rows.length) {
                rows[count] = row;
                ends[count++] = end;
                given = end;
                end = windows.nextEnd(slice, given);
            }
            if (end != Windows.NONE) {
                break; // the arrays are full
            }
            given = Long.MIN_VALUE;
        }
        context.counters().addDropped(dropped);
        context.counters().addFiltered(outside);
        return count;
    }

    private Batch assigned(Batch from, int count) {
        int inputColumns = from.columnCount();
        Vector[] columns = new Vector[inputColumns + properties.length];
        int[] picked = Arrays.copyOf(rows, count);
        for (int i = 0; i < inputColumns; i++) {
            columns[i] = Vectors.gather(from.column(i), picked, count);
        }
        for (int i = 0; i < properties.length; i++) {
            columns[inputColumns + i] = new LongVector(count, properties[i].of(ends, count), null);
        }
        int[] weights = null;
        if (from.weights() != null) {
            weights = new int[count];
            for (int i = 0; i < count; i++) {
                weights[i] = from.weight(rows[i]);
            }
        }
        return new Batch(count, columns, null, count, weights, from, null);
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return Progress.DONE;
    }
}
