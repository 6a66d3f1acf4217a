// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.expression.Nature;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Two filters in a row are one. The first guards the second: where it is FALSE, no error of the second counts, since FALSE AND error is FALSE; where
 * it is NULL an error would count, so it is then asked whether it IS TRUE.
 */
final class FilterMerge implements Rule {
    private final Nature nature;

    FilterMerge(Nature nature) {
        this.nature = nature;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Filter upper) || !(upper.input() instanceof LogicalPlan.Filter lower)) {
            return node;
        }
        boolean guarded = nature.canFail(upper.condition());
        List<Expression> all = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(lower.condition())) {
            all.add(guarded && part.type().nullable() ? isTrue(part) : part);
        }
        all.addAll(Expressions.conjuncts(upper.condition()));
        return new LogicalPlan.Filter(lower.input(), Expressions.conjunction(all));
    }

    private static Expression isTrue(Expression part) {
        return new Call(Operation.IS_TRUE, List.of(part), DataType.bool().withNullable(false), null);
    }
}
