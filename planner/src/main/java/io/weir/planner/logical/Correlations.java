// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Outer;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Which outer rows a plan refers to. */
public final class Correlations {
    private Correlations() {}

    /** The numbers of the outer rows that a plan refers to and does not bind itself. */
    public static Set<Integer> free(LogicalPlan plan) {
        Set<Integer> found = new TreeSet<>();
        addFree(plan, found);
        return found;
    }

    private static void addFree(LogicalPlan plan, Set<Integer> found) {
        LogicalRewrite.expressions(plan).forEach(expression -> addFree(expression, found));
        if (plan instanceof LogicalPlan.Correlate correlate) {
            Set<Integer> right = free(correlate.right());
            right.remove(correlate.correlation());
            found.addAll(right);
            addFree(correlate.left(), found);
        } else {
            LogicalRewrite.inputs(plan).forEach(input -> addFree(input, found));
        }
    }

    /** The numbers of the outer rows that an expression refers to. */
    public static Set<Integer> free(Expression expression) {
        Set<Integer> found = new TreeSet<>();
        addFree(expression, found);
        return found;
    }

    private static void addFree(Expression expression, Set<Integer> found) {
        if (expression instanceof Outer outer) {
            found.add(outer.correlation());
        } else if (expression instanceof SubQuery query) {
            Set<Integer> within = free((LogicalPlan) query.query());
            within.remove(query.correlation());
            found.addAll(within);
        }
        Expressions.parts(expression).forEach(part -> addFree(part, found));
    }

    /** The plan with each reference to outer rows replaced, within sub-queries too. */
    public static LogicalPlan replace(LogicalPlan plan, UnaryOperator<Outer> each) {
        UnaryOperator<Expression> expressions = expression ->
                Expressions.rewrite(expression, part -> part instanceof Outer outer ? each.apply(outer) : part);
        return LogicalRewrite.expressions(plan, expressions);
    }
}
