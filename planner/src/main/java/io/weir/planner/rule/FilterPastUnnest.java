// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;

/** Filters rows before their collections are walked, by what does not ask for elements and cannot fail. */
final class FilterPastUnnest implements Rule {
    private final Nature nature;

    FilterPastUnnest(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Unnest unnest)) {
            return node;
        }
        int width = unnest.input().schema().size();
        return FilterPastWindow.split(
                filter.condition(),
                part -> Expressions.columns(part).length() <= width
                        && nature.isDeterministic(part)
                        && !nature.canFail(part),
                node,
                moved -> new LogicalPlan.Unnest(
                        new LogicalPlan.Filter(unnest.input(), moved),
                        unnest.collections(),
                        unnest.ordinality(),
                        unnest.outer(),
                        unnest.schema()));
    }
}
