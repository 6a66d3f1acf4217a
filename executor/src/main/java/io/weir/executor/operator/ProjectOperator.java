// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.Projection;
import io.weir.plan.physical.PhysicalPlan.Project;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;

/** Computes a new row from each row; selection and weights stay. */
public final class ProjectOperator implements Operator {
    private final OperatorContext context;
    private final Projection projection;
    private final FailedRows failedRows;

    private final ErrorMask errors = new ErrorMask();

    public ProjectOperator(Project plan, OperatorContext context) {
        this.context = context;
        projection = context.kernels()
                .projection(plan.expressions(), plan.input().schema().types());
        failedRows = new FailedRows(context, plan.input().schema());
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        errors.clear();
        Vector[] columns = projection.evaluate(batch, context.epochTimeMicros(), errors);
        Batch result = batch.withColumns(columns);
        if (!errors.any()) {
            out.send(result);
            return Progress.DONE;
        }
        failedRows.report(batch, errors);
        int[] rows = new int[batch.size()];
        int count = failedRows.others(batch, errors, rows);
        if (count > 0) {
            out.send(result.withSelection(rows, count));
        }
        result.release();
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
