// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters the rows of one side before they are joined, by what asks for that side alone and cannot fail: allowed for a
 * side that is never padded with NULLs. What asks for both sides of an inner join becomes its condition.
 */
final class FilterPastJoin implements Rule {
    private final Nature nature;

    FilterPastJoin(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter filter) || !(filter.input() instanceof LogicalPlan.Join join)) {
            return node;
        }
        int width = join.left().schema().size();
        boolean toLeft = !join.type().keepsRight();
        boolean toRight = !join.type().keepsLeft() && join.type() != JoinType.SEMI;
        List<Expression> left = new ArrayList<>();
        List<Expression> right = new ArrayList<>();
        List<Expression> both = new ArrayList<>();
        List<Expression> kept = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(filter.condition())) {
            Sides sides = Sides.of(part, width);
            boolean moves = nature.isDeterministic(part) && !nature.canFail(part);
            if (moves && sides == Sides.LEFT && toLeft) {
                left.add(part);
            } else if (moves && sides == Sides.RIGHT && toRight) {
                right.add(Expressions.shift(part, -width));
            } else if (moves && sides == Sides.BOTH && join.type() == JoinType.INNER) {
                both.add(part);
            } else {
                kept.add(part);
            }
        }
        if (left.isEmpty() && right.isEmpty() && both.isEmpty()) {
            return node;
        }
        both.addAll(0, Expressions.conditions(join.condition()));
        LogicalPlan moved = new LogicalPlan.Join(
                Sides.filtered(join.left(), left),
                Sides.filtered(join.right(), right),
                join.type(),
                Expressions.all(both),
                join.time(),
                join.schema());
        return Sides.filtered(moved, kept);
    }
}
