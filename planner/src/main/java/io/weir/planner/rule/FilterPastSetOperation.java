// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Nature;

/** Filters each input of INTERSECT and EXCEPT: a row that is not wanted decides nothing about other rows. */
final class FilterPastSetOperation implements Rule {
    private final Nature nature;

    FilterPastSetOperation(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter)
                || !(filter.input() instanceof LogicalPlan.SetOperation operation)) {
            return node;
        }
        return FilterPastWindow.split(
                filter.condition(),
                part -> nature.isDeterministic(part) && !nature.canFail(part),
                node,
                moved -> new LogicalPlan.SetOperation(
                        operation.kind(),
                        operation.inputs().stream()
                                .<LogicalPlan>map(input -> new LogicalPlan.Filter(input, moved))
                                .toList(),
                        operation.all(),
                        operation.schema()));
    }
}
