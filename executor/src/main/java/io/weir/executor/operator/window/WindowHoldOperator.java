// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.window;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.SliceTables;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.physical.PhysicalPlan.WindowHold;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows of windows, by value with their weights, and sends those of a window when the watermark passes its end.
 *
 * <p>The rows of a window thus all leave in one epoch, with what was taken back already gone.
 */
public final class WindowHoldOperator implements Operator {
    private static final int WEIGHT = 0;

    private final OperatorContext context;
    private final int endColumn;
    /** All columns as they lie in the tables: those that rows are brought together by first. */
    private final int[] columns;

    private final int keyCount;
    private final SliceTables windows;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];
    private int[] selection = new int[Batch.MAX_ROWS];
    private boolean[] taken = new boolean[Batch.MAX_ROWS];

    // ---- the barrier
    private long watermark;
    private @Nullable TableScan scan;

    public WindowHoldOperator(WindowHold plan, OperatorContext context) {
        this.context = context;
        List<DataType> types = plan.schema().types();
        endColumn = plan.endColumn();
        keyCount = plan.keys().size();
        columns = IntStream.concat(
                        plan.keys().stream().mapToInt(Integer::intValue),
                        IntStream.range(0, types.size())
                                .filter(column -> !plan.keys().contains(column)))
                .toArray();
        windows = context.state()
                .slices(
                        "rows",
                        IntStream.of(columns).mapToObj(types::get).toList(),
                        keyCount,
                        List.of(ValueType.Raw.LONG));
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
            selection = new int[count];
            taken = new boolean[count];
        }
        LongVector ends = (LongVector) batch.column(endColumn).flat();
        Arrays.fill(taken, 0, count, false);
        long late = 0;
        for (int i = 0; i < count; i++) {
            if (taken[i]) {
                continue;
            }
            long end = ends.values()[batch.row(i)];
            boolean isLate = end - 1 <= context.openWatermark();
            int picked = 0;
            for (int j = i; j < count; j++) { // rows of one window stand together as a rule
                int row = batch.row(j);
                if (!taken[j] && ends.values()[row] == end) {
                    taken[j] = true;
                    selection[picked++] = row;
                    late += isLate ? Math.abs(batch.weight(row)) : 0;
                }
            }
            if (!isLate) {
                hold(batch, end, picked);
            }
        }
        context.counters().addLate(late);
        return Progress.DONE;
    }

    private void hold(Batch batch, long end, int count) {
        StateTable rows = windows.at(end);
        Batch part = batch.withSelection(Arrays.copyOf(selection, count), count);
        hash.hash(part, columns, keyCount, hashes);
        rows.resolve(part, columns, hashes, found, true, null);
        for (int i = 0; i < count; i++) {
            rows.setWord(found[i], WEIGHT, rows.word(found[i], WEIGHT) + batch.weight(selection[i]));
        }
        if (batch.weights() != null) {
            for (int i = 0; i < count; i++) {
                if (rows.isLive(found[i]) && rows.word(found[i], WEIGHT) == 0) {
                    rows.free(found[i]);
                }
            }
        }
        part.release();
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.emit()) {
            return Progress.DONE;
        }
        watermark = context.watermark(barrier);
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        int visited = 0;
        while (windows.count() > 0 && windows.end(0) - 1 <= watermark) {
            StateTable rows = windows.table(0);
            TableScan from = scan == null ? rows.scan() : scan;
            scan = from;
            while (!from.done()) {
                if (out.full() || visited >= TableScan.SLICE) {
                    return Progress.MORE;
                }
                int count = from.next(found);
                visited += count == 0 ? TableScan.SLICE : count;
                send(rows, count, out);
            }
            scan = null;
            windows.drop(windows.end(0));
        }
        if (windows.count() > 0) {
            context.waitsFor(windows.end(0) - 1);
        }
        return Progress.DONE;
    }

    private void send(StateTable rows, int count, Output out) {
        int picked = 0;
        int[] weights = new int[count];
        boolean plain = true;
        for (int i = 0; i < count; i++) {
            long weight = rows.word(found[i], WEIGHT);
            if (weight < 0) {
                throw NegativeMultiplicity.ofRow();
            }
            if (weight > 0) {
                weights[picked] = Math.toIntExact(weight);
                plain &= weight == 1;
                found[picked++] = found[i];
            }
        }
        if (picked == 0) {
            return;
        }
        Vector[] values = new Vector[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[columns[i]] = rows.keyVector(i, found, 0, picked);
        }
        out.send(new Batch(picked, values, null, picked, plain ? null : weights, null, null));
    }
}
