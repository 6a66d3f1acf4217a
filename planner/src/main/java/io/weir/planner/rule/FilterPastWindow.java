// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import java.util.List;
import java.util.function.Function;

/**
 * Filters rows before they are put into windows, by what does not ask for the window and cannot fail: a row that falls
 * into no window must raise no error.
 */
final class FilterPastWindow implements Rule {
    private final Nature nature;

    FilterPastWindow(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Window window)) {
            return node;
        }
        int width = window.input().schema().size();
        return split(
                filter.condition(),
                part -> Expressions.columns(part).length() <= width
                        && decidesWhole(part, window.window())
                        && nature.isDeterministic(part)
                        && !nature.canFail(part),
                node,
                moved -> new LogicalPlan.Window(
                        new LogicalPlan.Filter(window.input(), moved), window.window(), window.schema()));
    }

    /** A row that is left out may part a session in two, unless all rows of the session's partition are. */
    private static boolean decidesWhole(Expression part, WindowSpec window) {
        return window.kind() != WindowSpec.Kind.SESSION
                || Expressions.columns(part).stream().allMatch(window.partition()::contains);
    }

    /** Which parts of a condition may move. */
    interface Movable {
        boolean test(Expression part);
    }

    /** Moves the parts of a condition that may move below, and keeps a filter of the others. */
    static LogicalPlan split(
            Expression condition, Movable movable, LogicalPlan unchanged, Function<Expression, LogicalPlan> below) {
        List<Expression> parts = Expressions.conjuncts(condition);
        List<Expression> moved = parts.stream().filter(movable::test).toList();
        if (moved.isEmpty()) {
            return unchanged;
        }
        List<Expression> kept =
                parts.stream().filter(part -> !movable.test(part)).toList();
        LogicalPlan result = below.apply(Expressions.conjunction(moved));
        return kept.isEmpty() ? result : new LogicalPlan.Filter(result, Expressions.conjunction(kept));
    }
}
