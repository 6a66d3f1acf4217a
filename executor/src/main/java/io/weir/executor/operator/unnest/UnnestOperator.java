// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.unnest;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.Projection;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.FailedRows;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.TableScan;
import io.weir.plan.physical.PhysicalPlan.Unnest;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import java.util.List;

/** Gives each row once for every element of its collections, with the element's columns appended. */
public final class UnnestOperator implements Operator {
    private static final Batch NONE = new Batch(0);

    private final OperatorContext context;
    private final Projection projection;
    private final FailedRows failedRows;
    private final List<ElementColumns> collections;
    private final boolean ordinality;
    private final boolean outer;
    private final int inputWidth;
    private final int width;

    private final ErrorMask errors = new ErrorMask();

    // ---- the batch
    private Batch batch = NONE;
    /** The row that comes next, and how many of its elements have been sent. */
    private int at;

    private int element;
    private final int[] rows = new int[Batch.MAX_ROWS];
    private final int[] elements = new int[Batch.MAX_ROWS];
    private final int[] places = new int[Batch.MAX_ROWS];

    public UnnestOperator(Unnest plan, OperatorContext context) {
        this.context = context;
        projection = context.kernels()
                .projection(plan.collections(), plan.input().schema().types());
        failedRows = new FailedRows(context, plan.input().schema());
        ordinality = plan.ordinality();
        boolean places = ordinality || plan.collections().size() > 1;
        collections = plan.collections().stream()
                .map(each -> new ElementColumns(each.type(), places))
                .toList();
        outer = plan.outer();
        inputWidth = plan.input().schema().size();
        width = plan.schema().size();
    }

    @Override
    public Progress onBatch(int input, Batch rowsIn, Output out) {
        errors.clear();
        Vector[] vectors = projection.evaluate(rowsIn, context.epochTimeMicros(), errors);
        batch = rowsIn.retain();
        if (errors.any()) {
            failedRows.report(rowsIn, errors);
        }
        for (int i = 0; i < vectors.length; i++) {
            collections.get(i).begin(vectors[i]);
        }
        at = 0;
        element = 0;
        return resume(out);
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return Progress.DONE;
    }

    @Override
    public Progress resume(Output out) {
        int sent = 0;
        while (at < batch.size()) {
            if (out.full() || sent + rows.length > TableScan.SLICE) {
                return Progress.MORE;
            }
            int count = fill();
            sent += count;
            if (count > 0) {
                out.send(gather(count));
            }
        }
        close();
        return Progress.DONE;
    }

    /** Finds the next elements, as many as fit into a batch. */
    private int fill() {
        int count = 0;
        while (at < batch.size() && count < rows.length) {
            int row = batch.row(at);
            int length = errors.has(row) ? 0 : length(row);
            while (element < length && count < rows.length) {
                rows[count] = row;
                elements[count++] = element++;
            }
            if (element < length) {
                break;
            }
            if (length == 0 && outer && !errors.has(row)) {
                rows[count] = row;
                elements[count++] = -1;
            }
            at++;
            element = 0;
        }
        return count;
    }

    private int length(int row) {
        int length = 0;
        for (ElementColumns each : collections) {
            length = Math.max(length, each.length(row));
        }
        return length;
    }

    private Batch gather(int count) {
        Vector[] columns = new Vector[width];
        for (int c = 0; c < inputWidth; c++) {
            columns[c] = Vectors.gather(batch.column(c), rows, count);
        }
        int to = inputWidth;
        for (ElementColumns each : collections) {
            for (int i = 0; i < count; i++) {
                places[i] = elements[i] < 0 ? -1 : each.place(rows[i], elements[i]);
            }
            each.gather(places, count, columns, to);
            to += each.count();
        }
        if (ordinality) {
            columns[to] = ordinals(count);
        }
        int[] weights = null;
        if (batch.weights() != null) {
            weights = new int[count];
            for (int i = 0; i < count; i++) {
                weights[i] = batch.weight(rows[i]);
            }
        }
        return new Batch(count, columns, null, count, weights, batch, null);
    }

    private Vector ordinals(int count) {
        int[] ordinals = new int[count];
        boolean[] nulls = null;
        for (int i = 0; i < count; i++) {
            ordinals[i] = elements[i] + 1;
            if (elements[i] < 0) {
                nulls = nulls == null ? new boolean[count] : nulls;
                nulls[i] = true;
            }
        }
        return new IntVector(count, ordinals, nulls);
    }

    @Override
    public void close() {
        if (batch != NONE) {
            batch.release();
            batch = NONE;
        }
    }
}
