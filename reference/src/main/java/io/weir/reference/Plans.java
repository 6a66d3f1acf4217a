// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import java.util.List;
import java.util.function.Consumer;

/** What a plan is made of. */
final class Plans {
    private Plans() {}

    /** All expressions of a plan, those of sub-queries too. */
    static void eachExpression(LogicalPlan plan, Consumer<Expression> visitor) {
        expressions(plan)
                .forEach(expression -> Expressions.each(expression, part -> {
                    visitor.accept(part);
                    if (part instanceof Expression.SubQuery query) {
                        eachExpression((LogicalPlan) query.query(), visitor);
                    }
                }));
        inputs(plan).forEach(input -> eachExpression(input, visitor));
    }

    /** The expressions of a node itself. */
    static List<Expression> expressions(LogicalPlan plan) {
        if (plan instanceof LogicalPlan.Filter filter) {
            return List.of(filter.condition());
        } else if (plan instanceof LogicalPlan.Project project) {
            return project.expressions();
        } else if (plan instanceof LogicalPlan.Join join) {
            return List.of(join.condition());
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return unnest.collections();
        }
        return List.of();
    }

    static List<LogicalPlan> inputs(LogicalPlan plan) {
        if (plan instanceof LogicalPlan.Filter filter) {
            return List.of(filter.input());
        } else if (plan instanceof LogicalPlan.Project project) {
            return List.of(project.input());
        } else if (plan instanceof LogicalPlan.Window window) {
            return List.of(window.input());
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return List.of(aggregate.input());
        } else if (plan instanceof LogicalPlan.Union union) {
            return union.inputs();
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return List.of(sort.input());
        } else if (plan instanceof LogicalPlan.Join join) {
            return List.of(join.left(), join.right());
        } else if (plan instanceof LogicalPlan.Correlate correlate) {
            return List.of(correlate.left(), correlate.right());
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return List.of(unnest.input());
        } else if (plan instanceof LogicalPlan.SetOperation operation) {
            return operation.inputs();
        } else if (plan instanceof LogicalPlan.Over over) {
            return List.of(over.input());
        }
        return List.of();
    }
}
