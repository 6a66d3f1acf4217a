// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;

/** Filters before computing, when what the filter asks for gives the same value computed twice. */
final class FilterPastProject implements Rule {
    private final Nature nature;

    FilterPastProject(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Project project)) {
            return node;
        }
        boolean repeatable = Expressions.columns(filter.condition()).stream()
                .allMatch(column -> nature.isDeterministic(project.expressions().get(column)));
        if (!repeatable) {
            return node;
        }
        Expression condition = Expressions.substitute(filter.condition(), project.expressions());
        return new LogicalPlan.Project(
                new LogicalPlan.Filter(project.input(), condition), project.expressions(), project.schema());
    }
}
