// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;

/** Two projections in a row are one, unless something would then be computed twice; one that changes nothing is none. */
final class ProjectMerge {
    static final String NAME = "ProjectMerge";

    private ProjectMerge() {}

    static PhysicalPlan merge(PhysicalPlan plan) {
        return PhysicalRewrite.nodes(plan, ProjectMerge::apply);
    }

    private static PhysicalPlan apply(PhysicalPlan node) {
        if (!(node instanceof PhysicalPlan.Project upper)) {
            return node;
        }
        if (Expressions.isIdentity(upper.expressions(), upper.input().schema().size())
                && upper.schema().equals(upper.input().schema())) {
            return upper.input();
        }
        if (!(upper.input() instanceof PhysicalPlan.Project lower) || !readsEachOnce(upper, lower)) {
            return node;
        }
        return apply(new PhysicalPlan.Project(
                lower.input(),
                upper.expressions().stream()
                        .map(expression -> Expressions.substitute(expression, lower.expressions()))
                        .toList(),
                upper.schema()));
    }

    private static boolean readsEachOnce(PhysicalPlan.Project upper, PhysicalPlan.Project lower) {
        int[] reads = new int[lower.expressions().size()];
        upper.expressions().forEach(expression -> count(expression, reads));
        for (int i = 0; i < reads.length; i++) {
            Expression computed = lower.expressions().get(i);
            boolean trivial = computed instanceof ColumnRef || computed instanceof Literal;
            if (reads[i] > 1 && !trivial) {
                return false;
            }
        }
        return true;
    }

    private static void count(Expression expression, int[] reads) {
        if (expression instanceof ColumnRef column) {
            reads[column.index()]++;
        }
        Expressions.parts(expression).forEach(part -> count(part, reads));
    }
}
