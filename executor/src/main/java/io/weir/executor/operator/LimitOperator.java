// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.state.Cell;
import io.weir.executor.state.ValueType;
import io.weir.plan.physical.PhysicalPlan.Limit;
import io.weir.spi.batch.Batch;
import java.util.List;

/** Lets any {@code fetch} rows through after the first {@code offset}, then asks for no more. */
final class LimitOperator implements Operator {
    /** The place in the cell of how many rows have come, those left out included. */
    private static final int COME = 0;

    private final OperatorContext context;
    private final long offset;
    private final long end;
    private final Cell progress;

    private boolean asked;

    LimitOperator(Limit plan, OperatorContext context) {
        this.context = context;
        offset = plan.offset();
        end = plan.offset() + plan.fetch() < 0 ? Long.MAX_VALUE : plan.offset() + plan.fetch();
        progress = context.state().cell("progress", List.of(ValueType.Raw.LONG), LimitOperator::merge);
    }

    private static void merge(Cell into, Cell other) {
        into.setWord(COME, Math.max(into.word(COME), other.word(COME)));
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        long come = progress.word(COME);
        if (come < end) {
            come = pass(batch, come, out);
            progress.setWord(COME, come);
        }
        askForNoMore(come);
        return Progress.DONE;
    }

    /** Sends the rows that lie between offset and end, and gives how many have come after the batch. */
    private long pass(Batch batch, long before, Output out) {
        int size = batch.size();
        if (batch.weights() == null && before >= offset && before + size <= end) {
            out.send(batch.retain());
            return before + size;
        }
        int[] rows = new int[size];
        int[] weights = new int[batch.rowCount()];
        int kept = 0;
        long come = before;
        for (int i = 0; i < size && come < end; i++) {
            int row = batch.row(i);
            long from = Math.max(come, offset);
            come += batch.weight(row);
            long shown = Math.min(come, end) - from;
            if (shown > 0) {
                rows[kept++] = row;
                weights[row] = (int) shown;
            }
        }
        if (kept > 0) {
            out.send(new Batch(batch.rowCount(), batch.columns(), rows, kept, weights, batch, null));
        }
        return come;
    }

    private void askForNoMore(long come) {
        if (come >= end && !asked) {
            asked = true;
            context.enough();
        }
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        askForNoMore(progress.word(COME));
        return Progress.DONE;
    }

    @Override
    public Progress resume(Output out) {
        return Progress.DONE;
    }
}
