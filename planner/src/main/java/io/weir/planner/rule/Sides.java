// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.BitSet;
import java.util.List;

/** Which sides of a join a condition asks for. */
enum Sides {
    NEITHER,
    LEFT,
    RIGHT,
    BOTH;

    static Sides of(Expression part, int leftWidth) {
        BitSet columns = Expressions.columns(part);
        if (columns.isEmpty()) {
            return NEITHER;
        }
        if (columns.length() <= leftWidth) {
            return LEFT;
        }
        return columns.nextSetBit(0) >= leftWidth ? RIGHT : BOTH;
    }

    /** The plan with only those rows for which all conditions hold. */
    static LogicalPlan filtered(LogicalPlan plan, List<Expression> conditions) {
        return conditions.isEmpty() ? plan : new LogicalPlan.Filter(plan, Expressions.conjunction(conditions));
    }
}
