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
 * Leaves out, before a join, the rows of a side that its condition keeps from every partner: allowed for a side whose
 * rows are not in the result without a partner.
 */
final class ConditionPastJoin implements Rule {
    private final Nature nature;

    ConditionPastJoin(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Join join)) {
            return node;
        }
        int width = join.left().schema().size();
        List<Expression> left = new ArrayList<>();
        List<Expression> right = new ArrayList<>();
        List<Expression> kept = new ArrayList<>();
        for (Expression part : Expressions.conditions(join.condition())) {
            Sides sides = Sides.of(part, width);
            boolean moves = nature.isDeterministic(part) && !nature.canFail(part);
            if (moves && sides == Sides.LEFT && !join.type().keepsLeft()) {
                left.add(part);
            } else if (moves && sides == Sides.RIGHT && !join.type().keepsRight()) {
                right.add(Expressions.shift(part, -width));
            } else {
                kept.add(part);
            }
        }
        if (left.isEmpty() && right.isEmpty()) {
            return node;
        }
        JoinType type = join.type();
        return new LogicalPlan.Join(
                Sides.filtered(join.left(), left),
                Sides.filtered(join.right(), right),
                type,
                Expressions.all(kept),
                join.time(),
                join.schema());
    }
}
