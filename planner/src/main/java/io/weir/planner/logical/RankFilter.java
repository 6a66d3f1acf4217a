// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.OverCall;
import io.weir.plan.RankFunction;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter that wants only rows of certain ranks: {@code ROW_NUMBER() OVER (...) <= 3}.
 *
 * @param rest what else the filter asks for, over the same columns
 */
public record RankFilter(RankFunction function, long from, long to, List<Expression> rest) {
    public RankFilter {
        rest = List.copyOf(rest);
    }

    /** What a condition above functions over frames asks of the one rank that is computed; nothing without a last rank. */
    public static Optional<RankFilter> of(LogicalPlan.Over over, Expression condition) {
        if (over.calls().size() != 1) {
            return Optional.empty();
        }
        RankFunction function = rank(over.calls().get(0).function());
        if (function == null) {
            return Optional.empty();
        }
        int rank = over.schema().size() - 1;
        long from = 1;
        long to = Long.MAX_VALUE;
        List<Expression> rest = new ArrayList<>();
        for (Expression part : Expressions.conditions(condition)) {
            Bounds bounds = bounds(part, rank);
            if (bounds == null) {
                rest.add(part);
            } else {
                from = Math.max(from, bounds.from());
                to = Math.min(to, bounds.to());
            }
        }
        return to == Long.MAX_VALUE ? Optional.empty() : Optional.of(new RankFilter(function, from, to, rest));
    }

    private static @org.jspecify.annotations.Nullable RankFunction rank(OverCall.Function function) {
        return switch (function) {
            case ROW_NUMBER -> RankFunction.ROW_NUMBER;
            case RANK -> RankFunction.RANK;
            case DENSE_RANK -> RankFunction.DENSE_RANK;
            default -> null;
        };
    }

    private record Bounds(long from, long to) {}

    private static @org.jspecify.annotations.Nullable Bounds bounds(Expression part, int rank) {
        if (!(part instanceof Call call)) {
            return null;
        }
        if (call.operation() == Operation.IS_TRUE) {
            return bounds(call.arguments().get(0), rank);
        }
        if (call.arguments().size() != 2) {
            return null;
        }
        Expression a = call.arguments().get(0);
        Expression b = call.arguments().get(1);
        boolean turned = a instanceof Literal;
        if (!((turned ? b : a) instanceof ColumnRef column)
                || column.index() != rank
                || !((turned ? a : b) instanceof Literal literal)
                || !(literal.value() instanceof Long value)) {
            return null;
        }
        return switch (call.operation()) {
            case EQUAL -> new Bounds(value, value);
            case LESS -> turned ? atLeast(value, true) : atMost(value, true);
            case LESS_OR_EQUAL -> turned ? atLeast(value, false) : atMost(value, false);
            case GREATER -> turned ? atMost(value, true) : atLeast(value, true);
            case GREATER_OR_EQUAL -> turned ? atMost(value, false) : atLeast(value, false);
            default -> null;
        };
    }

    private static Bounds atMost(long value, boolean strict) {
        return new Bounds(1, strict && value != Long.MIN_VALUE ? value - 1 : value);
    }

    private static Bounds atLeast(long value, boolean strict) {
        return new Bounds(strict && value != Long.MAX_VALUE ? value + 1 : value, Long.MAX_VALUE);
    }
}
