// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import java.util.List;

/**
 * Filters the rows of groups that are not wanted before they are aggregated: what asks only for keys and cannot fail. What
 * asks for windows stays above, where the window is known.
 */
final class FilterPastAggregate implements Rule {
    private final Nature nature;

    FilterPastAggregate(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter)
                || !(filter.input() instanceof LogicalPlan.Aggregate aggregate)) {
            return node;
        }
        List<Expression> keys = aggregate.keys().stream()
                .<Expression>map(
                        key -> new ColumnRef(key, aggregate.input().schema().type(key)))
                .toList();
        return FilterPastWindow.split(
                filter.condition(),
                part -> asksForKeys(part, aggregate) && nature.isDeterministic(part) && !nature.canFail(part),
                node,
                moved -> new LogicalPlan.Aggregate(
                        new LogicalPlan.Filter(aggregate.input(), Expressions.substitute(moved, keys)),
                        aggregate.keys(),
                        aggregate.windowKeys(),
                        aggregate.calls(),
                        aggregate.schema()));
    }

    private static boolean asksForKeys(Expression part, LogicalPlan.Aggregate aggregate) {
        List<Integer> keys = aggregate.keys();
        return !Expressions.columns(part).isEmpty()
                && Expressions.columns(part).stream()
                        .allMatch(column ->
                                column < keys.size() && !aggregate.windowKeys().contains(keys.get(column)));
    }
}
