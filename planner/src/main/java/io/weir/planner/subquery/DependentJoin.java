// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.Uniqueness;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** Joins rows with a query that refers to each of them. */
final class DependentJoin {
    private final Nature nature;
    private final Uniqueness uniqueness;

    DependentJoin(Nature nature, Uniqueness uniqueness) {
        this.nature = nature;
        this.uniqueness = uniqueness;
    }

    /**
     * The left columns, then those of the query, which are nullable for LEFT; for SEMI and ANTI the left ones alone.
     *
     * @param correlation the number under which the query refers to the left row; -1 when it does not
     */
    LogicalPlan join(LogicalPlan left, LogicalPlan query, int correlation, JoinType type) {
        Pulled pulled = new PullUp(left, correlation, nature, uniqueness).pull(query);
        if (pulled == null) {
            if (!Volatility.isRepeatable(left, nature)) {
                throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                        .says("a query of this form for rows that are computed anew each time is not supported")
                        .hint("Leave out RAND() and its like, or compare with = alone.")
                        .toException();
            }
            pulled = Domain.compute(left, correlation, query);
        }
        if (type.leftOnly() && pulled.empty() != null) {
            // the query always has its row
            return type == JoinType.SEMI
                    ? left
                    : new LogicalPlan.Filter(
                            left, new Literal(false, DataType.bool().withNullable(false)));
        }
        if (type.leftOnly()) {
            return Plans.join(left, pulled.plan(), type, pulled.conditions());
        }
        return rows(left, pulled, type == JoinType.LEFT || pulled.empty() != null);
    }

    private static LogicalPlan rows(LogicalPlan left, Pulled pulled, boolean padded) {
        List<Expression> empty = pulled.empty();
        boolean plain = true;
        for (int i = 0; i < pulled.outputs().size(); i++) {
            plain &= isPlain(pulled, i);
        }
        LogicalPlan right = pulled.plan();
        boolean marked = padded && !plain;
        if (marked) {
            List<Expression> columns = new ArrayList<>(Expressions.identity(right.schema()));
            columns.add(Expressions.TRUE);
            right = Plans.project(right, columns);
        }
        LogicalPlan joined = Plans.join(left, right, padded ? JoinType.LEFT : JoinType.INNER, pulled.conditions());
        List<Expression> result = new ArrayList<>(Expressions.identity(left.schema()));
        List<Field> fields = new ArrayList<>(left.schema().columns());
        for (int i = 0; i < pulled.outputs().size(); i++) {
            Expression output = retyped(pulled.outputs().get(i), joined);
            Expression value = !padded || isPlain(pulled, i)
                    ? output
                    : choice(pulled.outputs().get(i), empty == null ? null : empty.get(i), joined);
            result.add(value);
            String name = output instanceof ColumnRef column ? joined.schema().name(column.index()) : "value" + i;
            fields.add(new Field(name, value.type()));
        }
        return new LogicalPlan.Project(joined, result, new Schema(fields));
    }

    /** Whether a padded row has the right value as it is: the NULL of a column. */
    private static boolean isPlain(Pulled pulled, int output) {
        List<Expression> empty = pulled.empty();
        boolean column = pulled.outputs().get(output) instanceof ColumnRef ref && ref.index() >= pulled.width();
        boolean none = empty == null || (empty.get(output) instanceof Literal literal && literal.value() == null);
        return column && none;
    }

    private static Expression retyped(Expression output, LogicalPlan joined) {
        return Expressions.rewrite(
                output,
                part -> part instanceof ColumnRef column
                        ? new ColumnRef(column.index(), joined.schema().type(column.index()))
                        : part);
    }

    /** The value of a row that has a partner, which its last column tells, or that of one that has none. */
    private static Expression choice(
            Expression output, @org.jspecify.annotations.Nullable Expression empty, LogicalPlan joined) {
        int last = joined.schema().size() - 1;
        Expression found = new Call(
                Operation.IS_NOT_NULL,
                List.of(new ColumnRef(last, joined.schema().type(last))),
                DataType.bool().withNullable(false),
                null);
        DataType own = output.type();
        boolean nullable = own.nullable() || empty == null || empty.type().nullable();
        DataType type = own.withNullable(nullable);
        Expression otherwise = empty == null ? new Literal(null, type) : empty;
        return new Case(List.of(new Branch(found, retyped(output, joined))), otherwise, type);
    }
}
