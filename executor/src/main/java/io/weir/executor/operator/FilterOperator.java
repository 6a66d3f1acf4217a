// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.RowFilter;
import io.weir.plan.physical.PhysicalPlan.Filter;
import io.weir.spi.batch.Batch;

/** Keeps the rows for which the condition is TRUE, as a selection of the same batch. */
public final class FilterOperator implements Operator {
    private final OperatorContext context;
    private final RowFilter condition;
    private final FailedRows failedRows;

    private final ErrorMask errors = new ErrorMask();

    public FilterOperator(Filter plan, OperatorContext context) {
        this.context = context;
        condition =
                context.kernels().filter(plan.condition(), plan.input().schema().types());
        failedRows = new FailedRows(context, plan.input().schema());
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        errors.clear();
        int[] rows = new int[batch.size()];
        int count = condition.select(batch, context.epochTimeMicros(), rows, errors);
        if (count == batch.size()) {
            out.send(batch.retain());
            return Progress.DONE;
        }
        long failed = failedRows.report(batch, errors);
        Batch kept = batch.withSelection(rows, count);
        context.counters().addFiltered(batch.events() - kept.events() - failed);
        if (count > 0) {
            out.send(kept);
        } else {
            kept.release();
        }
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return Progress.DONE;
    }

    @Override
    public Progress resume(Output out) {
        return Progress.DONE;
    }
}
