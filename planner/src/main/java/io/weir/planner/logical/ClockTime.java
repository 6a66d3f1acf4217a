// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.WindowColumns.WindowColumn;
import io.weir.spi.type.TypeKind;

/**
 * Tells which columns are processing times: the time of the epoch in which a row comes, {@code PROCTIME()} as it is, or the
 * time of a window that was made of it and has just closed.
 */
final class ClockTime {
    private ClockTime() {}

    /** Whether the column is a processing time. */
    static boolean has(LogicalPlan plan, int column) {
        WindowColumn window = WindowColumns.of(plan).get(column);
        return window == null
                ? is(plan, new ColumnRef(column, plan.schema().type(column)))
                : window.property() == Property.TIME && window.isByClock();
    }

    /** Only through nodes that pass a row on in the epoch in which it comes. */
    private static boolean is(LogicalPlan plan, Expression value) {
        if (isEpochTime(value)) {
            return true;
        } else if (plan instanceof LogicalPlan.Project project) {
            return value instanceof ColumnRef column
                    ? is(project.input(), project.expressions().get(column.index()))
                    : is(project.input(), Expressions.substitute(value, project.expressions()));
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return is(filter.input(), value);
        } else if (plan instanceof LogicalPlan.Union union) {
            return union.all() && union.inputs().stream().allMatch(input -> is(input, value));
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return isBelow(unnest.input(), value) && is(unnest.input(), value);
        }
        return plan instanceof LogicalPlan.Window window && isBelow(window.input(), value) && is(window.input(), value);
    }

    private static boolean isBelow(LogicalPlan input, Expression value) {
        return Expressions.columns(value).length() <= input.schema().size();
    }

    /** The instant of the epoch, maybe cut to fewer digits. */
    private static boolean isEpochTime(Expression value) {
        if (value instanceof Cast cast) {
            return cast.type().kind() == TypeKind.TIMESTAMP_LTZ && isEpochTime(cast.input());
        }
        return value instanceof Call call && call.operation() == Operation.EPOCH_TIME;
    }
}
