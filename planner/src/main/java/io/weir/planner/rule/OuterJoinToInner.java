// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.List;

/** A join need not pad rows that the filter above throws away, since it is not TRUE for NULLs. */
final class OuterJoinToInner implements Rule {
    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Join join)) {
            return node;
        }
        int width = join.left().schema().size();
        List<Expression> parts = Expressions.conjuncts(filter.condition());
        boolean wantsLeft = join.type().keepsRight() && parts.stream().anyMatch(part -> rejects(part, 0, width));
        boolean wantsRight = join.type().keepsLeft()
                && !join.type().leftOnly()
                && parts.stream().anyMatch(part -> rejects(part, width, Integer.MAX_VALUE));
        JoinType type = without(join.type(), wantsLeft, wantsRight);
        return type == join.type()
                ? node
                : new LogicalPlan.Filter(
                        new LogicalPlan.Join(
                                join.left(), join.right(), type, join.condition(), join.time(), join.schema()),
                        filter.condition());
    }

    private static JoinType without(JoinType type, boolean wantsLeft, boolean wantsRight) {
        boolean keepsLeft = type.keepsLeft() && !wantsRight;
        boolean keepsRight = type.keepsRight() && !wantsLeft;
        if (type.leftOnly()) {
            return type;
        }
        return keepsLeft
                ? (keepsRight ? JoinType.FULL : JoinType.LEFT)
                : (keepsRight ? JoinType.RIGHT : JoinType.INNER);
    }

    /** Whether a condition is not TRUE when the columns from one to another are NULL. */
    private static boolean rejects(Expression part, int from, int to) {
        if (!(part instanceof Call call)) {
            return isNull(part, from, to);
        }
        return switch (call.operation()) {
            case AND -> call.arguments().stream().anyMatch(each -> rejects(each, from, to));
            case OR -> call.arguments().stream().allMatch(each -> rejects(each, from, to));
            case IS_TRUE -> rejects(call.arguments().get(0), from, to);
            case IS_NOT_NULL, IN, IS_FALSE -> isNull(call.arguments().get(0), from, to);
            default -> isNull(part, from, to);
        };
    }

    /** Whether a value is NULL when the columns are. */
    private static boolean isNull(Expression value, int from, int to) {
        if (value instanceof ColumnRef column) {
            return column.index() >= from && column.index() < to;
        }
        if (value instanceof Cast cast) {
            return isNull(cast.input(), from, to);
        }
        if (!(value instanceof Call call)) {
            return false;
        }
        return switch (call.operation()) {
            case PLUS, MINUS, TIMES, DIVIDE, MODULO, NEGATE, NOT ->
                call.arguments().stream().anyMatch(each -> isNull(each, from, to));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                call.arguments().stream().anyMatch(each -> isNull(each, from, to));
            default -> false;
        };
    }
}
