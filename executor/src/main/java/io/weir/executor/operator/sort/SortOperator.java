// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.sort;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.NegativeMultiplicity;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.physical.PhysicalPlan.Sort;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows with their weights, and at the last barrier sends them in order.
 *
 * <p>Rows are kept by value. At the end they are sorted in runs, a run in each call, and the runs are merged while they
 * are sent. Rows that the keys do not tell apart come in the total order of rows.
 */
public final class SortOperator implements Operator {
    private static final int WEIGHT = 0;
    /** The rows of a run: half of what a call may visit. */
    private static final int RUN = TableScan.SLICE / 2;

    private final RowOrder order;
    private final long offset;
    private final long end;
    private final int[] columns;
    private final StateTable rows;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];

    // ---- the end
    private @Nullable TableScan scan;
    private final RunMerge merge = new RunMerge();
    /** How many rows, by weight, have come before the next one. */
    private long come;

    public SortOperator(Sort plan, OperatorContext context) {
        List<DataType> types = plan.schema().types();
        order = new RowOrder(plan.keys());
        offset = plan.offset();
        long fetch = plan.fetch().orElse(Long.MAX_VALUE);
        end = offset + fetch < 0 ? Long.MAX_VALUE : offset + fetch;
        columns = IntStream.range(0, types.size()).toArray();
        rows = context.state().table("rows", types, List.of(ValueType.Raw.LONG));
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
        }
        hash.hash(batch, columns, hashes);
        rows.resolve(batch, columns, hashes, found, true, null);
        for (int i = 0; i < count; i++) {
            long weight = rows.word(found[i], WEIGHT) + batch.weight(batch.row(i));
            rows.setWord(found[i], WEIGHT, weight);
        }
        for (int i = 0; i < count && batch.weights() != null; i++) {
            if (rows.isLive(found[i]) && rows.word(found[i], WEIGHT) == 0) {
                rows.free(found[i]);
            }
        }
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.last()) {
            return Progress.DONE;
        }
        scan = rows.scan();
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        if (scan != null) {
            merge.add(run(scan));
            if (scan.done()) {
                scan = null;
            }
            return Progress.MORE;
        }
        int visited = 0;
        while (!merge.isEmpty() && come < end) {
            if (out.full() || visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            visited += send(out);
        }
        return Progress.DONE;
    }

    private SortedRun run(TableScan from) {
        SortedRun run = new SortedRun();
        Vector[] values = new Vector[columns.length];
        int places = 0;
        while (places < RUN && !from.done()) {
            int count = from.next(found);
            places += count == 0 ? RUN : count;
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.keyVector(i, found, 0, count);
            }
            for (int i = 0; i < count; i++) {
                int start = run.bytes().length();
                order.encode(values, i, run.bytes());
                run.add(found[i], start);
            }
        }
        run.sort();
        return run;
    }

    /** Sends the next rows that lie between offset and end, and says how many rows it has visited. */
    private int send(Output out) {
        int[] sent = new int[Batch.MAX_ROWS];
        int[] weights = new int[Batch.MAX_ROWS];
        int count = 0;
        int visited = 0;
        while (count < sent.length && visited < TableScan.SLICE / 2 && come < end && !merge.isEmpty()) {
            int row = merge.next();
            visited++;
            long weight = rows.word(row, WEIGHT);
            if (weight < 0) {
                throw NegativeMultiplicity.ofRow();
            }
            long from = Math.max(come, offset);
            come += weight;
            long shown = Math.min(come, end) - from;
            if (shown > 0) {
                sent[count] = row;
                weights[count++] = Math.toIntExact(shown);
            }
        }
        if (count > 0) {
            Vector[] values = new Vector[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.keyVector(i, sent, 0, count);
            }
            out.send(new Batch(count, values, null, count, weights, null, null));
        }
        return visited;
    }
}
