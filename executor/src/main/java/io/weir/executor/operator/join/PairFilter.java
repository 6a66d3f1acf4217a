// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.kernel.RowFilter;
import io.weir.executor.operator.OperatorContext;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The condition of a join, computed over a batch of pairs that has no more columns than it needs. */
final class PairFilter {
    private final OperatorContext context;
    private final RowFilter condition;
    private final Schema schema;
    private final boolean[] needed;
    private final Vector[] nothing;

    private final ErrorMask errors = new ErrorMask();
    private final int[] kept = new int[PairRows.MAX];

    /** The condition of a join, or null when it has none. */
    static @Nullable PairFilter of(Join plan, OperatorContext context) {
        Expression condition = plan.condition();
        if (condition == null) {
            return null;
        }
        List<Field> columns = new ArrayList<>(plan.left().schema().columns());
        columns.addAll(plan.right().schema().columns());
        return new PairFilter(condition, new Schema(columns), context);
    }

    /** @param schema the columns of both sides */
    private PairFilter(Expression condition, Schema schema, OperatorContext context) {
        this.schema = schema;
        List<DataType> types = schema.types();
        this.context = context;
        this.condition = context.kernels().filter(condition, types);
        needed = new boolean[types.size()];
        find(condition);
        nothing = types.stream().map(type -> Vectors.of(type, null)).toArray(Vector[]::new);
    }

    private void find(Expression expression) {
        if (expression instanceof ColumnRef column) {
            needed[column.index()] = true;
        } else if (expression instanceof Call call) {
            call.arguments().forEach(this::find);
        } else if (expression instanceof FunctionCall call) {
            call.arguments().forEach(this::find);
        } else if (expression instanceof Cast cast) {
            find(cast.input());
        } else if (expression instanceof Case choice) {
            for (Branch branch : choice.branches()) {
                find(branch.condition());
                find(branch.result());
            }
            find(choice.otherwise());
        }
    }

    /** Takes the pairs from {@code from} on for which the condition is not TRUE out of the list. */
    void keep(PairRows pairs, int from, PairColumns columns) {
        int count = pairs.count - from;
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            kept[i] = from + i;
        }
        columns.begin(pairs, kept, count);
        Vector[] vectors = new Vector[needed.length];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = needed[c] ? columns.column(c) : new ConstantVector(count, nothing[c]);
        }
        Batch batch = new Batch(count, vectors);
        int found = condition.select(batch, context.epochTimeMicros(), kept, errors);
        if (errors.any()) {
            report(pairs, from, count, columns);
        }
        errors.clear();
        for (int i = 0; i < found; i++) {
            int pair = from + kept[i];
            pairs.indexes[from + i] = pairs.indexes[pair];
            pairs.rows[from + i] = pairs.rows[pair];
            pairs.weights[from + i] = pairs.weights[pair];
        }
        pairs.count = from + found;
    }

    private void report(PairRows pairs, int from, int count, PairColumns columns) {
        Vector[] vectors = new Vector[needed.length];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = columns.column(c);
        }
        int[] weights = new int[count];
        for (int i = 0; i < count; i++) {
            weights[i] = PairRows.part(pairs.weights[from + i]);
        }
        Batch batch = new Batch(count, vectors, null, count, weights, null, null);
        for (int i = 0; i < count; i++) {
            if (errors.has(i) && weights[i] != 0) {
                context.errors().report(batch, schema, i, weights[i], errors.code(i), errors.span(i));
            }
        }
    }
}
