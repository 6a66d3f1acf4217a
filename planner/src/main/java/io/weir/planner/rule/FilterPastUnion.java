// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;

/** Filters each input of a union instead of all of them together. */
final class FilterPastUnion implements Rule {
    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter)
                || !(filter.input() instanceof LogicalPlan.Union union)
                || !union.all()) {
            return node;
        }
        return new LogicalPlan.Union(
                union.inputs().stream()
                        .<LogicalPlan>map(input -> new LogicalPlan.Filter(input, filter.condition()))
                        .toList(),
                true,
                union.schema());
    }
}
