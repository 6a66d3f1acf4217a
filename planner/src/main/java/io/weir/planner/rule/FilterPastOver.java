// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;

/** Leaves out whole partitions before functions over frames are computed: what asks only for partition columns and cannot fail. */
final class FilterPastOver implements Rule {
    private final Nature nature;

    FilterPastOver(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Over over)) {
            return node;
        }
        return FilterPastWindow.split(
                filter.condition(),
                part -> !Expressions.columns(part).isEmpty()
                        && Expressions.columns(part).stream().allMatch(over.partition()::contains)
                        && nature.isDeterministic(part)
                        && !nature.canFail(part),
                node,
                moved -> new LogicalPlan.Over(
                        new LogicalPlan.Filter(over.input(), moved),
                        over.partition(),
                        over.order(),
                        over.calls(),
                        over.time(),
                        over.schema()));
    }
}
