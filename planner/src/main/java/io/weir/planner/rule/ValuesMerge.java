// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;

/** Constant rows that are projected to constants or put together are constant rows. */
final class ValuesMerge implements Rule {
    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (node instanceof LogicalPlan.Project project && project.input() instanceof LogicalPlan.Values values) {
            return project(project, values);
        }
        if (node instanceof LogicalPlan.Union union
                && union.all()
                && union.inputs().stream().allMatch(LogicalPlan.Values.class::isInstance)) {
            List<List<Literal>> rows = union.inputs().stream()
                    .flatMap(input -> ((LogicalPlan.Values) input).rows().stream())
                    .toList();
            return new LogicalPlan.Values(rows, union.schema());
        }
        return node;
    }

    private static LogicalPlan project(LogicalPlan.Project project, LogicalPlan.Values values) {
        List<List<Literal>> rows = new ArrayList<>();
        for (List<Literal> row : values.rows()) {
            List<Literal> projected = new ArrayList<>();
            for (Expression expression : project.expressions()) {
                if (expression instanceof Literal literal) {
                    projected.add(literal);
                } else if (expression instanceof ColumnRef column) {
                    projected.add(row.get(column.index()));
                } else {
                    return project;
                }
            }
            rows.add(projected);
        }
        return new LogicalPlan.Values(rows, project.schema());
    }
}
