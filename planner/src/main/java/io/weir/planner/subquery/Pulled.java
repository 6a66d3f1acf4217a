// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A correlated query without its correlation: the rows of {@code plan} that meet the conditions, as outputs, are those of the
 * query for a left row.
 *
 * @param width how many columns the left row has; expressions are over it, followed by the columns of the plan
 * @param outputs the columns of the query
 * @param conditions what makes a row of the plan one of the query
 * @param empty the one row of the query when no row of the plan meets the conditions, over the left row; null when the query has
 *     no row then
 */
record Pulled(
        int width,
        LogicalPlan plan,
        List<Expression> outputs,
        List<Expression> conditions,
        @Nullable List<Expression> empty) {
    Pulled {
        outputs = List.copyOf(outputs);
        conditions = List.copyOf(conditions);
    }

    /** A plan that refers to no left row. */
    static Pulled of(int width, LogicalPlan plan) {
        return new Pulled(width, plan, columns(width, plan), List.of(), null);
    }

    /** The columns of a plan, behind those of the left row. */
    static List<Expression> columns(int width, LogicalPlan plan) {
        return IntStream.range(0, plan.schema().size())
                .<Expression>mapToObj(
                        i -> new ColumnRef(width + i, plan.schema().type(i)))
                .toList();
    }

    Pulled with(LogicalPlan other) {
        return new Pulled(width, other, outputs, conditions, empty);
    }

    /** Whether an expression reads no left column. */
    boolean isOfPlan(Expression expression) {
        return Expressions.columns(expression).nextSetBit(0) >= width
                || Expressions.columns(expression).isEmpty();
    }

    boolean isOfLeft(Expression expression) {
        return Expressions.columns(expression).length() <= width;
    }

    /** An expression of the plan's columns alone, over the plan. */
    Expression overPlan(Expression expression) {
        return Expressions.shift(expression, -width);
    }

    /** The outputs and more columns as the only columns of a plan. */
    LogicalPlan project(List<Expression> more) {
        List<Expression> all = new ArrayList<>();
        outputs.forEach(output -> all.add(overPlan(output)));
        all.addAll(more);
        return Plans.project(plan, all);
    }
}
