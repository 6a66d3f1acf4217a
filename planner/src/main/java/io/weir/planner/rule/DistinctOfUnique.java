// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.logical.Uniqueness;
import java.util.List;

/** Rows that a key tells apart are distinct already; nothing is kept to find that out. */
final class DistinctOfUnique implements Rule {
    private final Uniqueness uniqueness;

    DistinctOfUnique(Uniqueness uniqueness) {
        this.uniqueness = uniqueness;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (!(node instanceof LogicalPlan.Aggregate aggregate)
                || aggregate.keys().isEmpty()
                || !aggregate.calls().isEmpty()
                || !aggregate.windowKeys().isEmpty()
                || !uniqueness.isUnique(aggregate.input(), aggregate.keys())) {
            return node;
        }
        List<Expression> keys = aggregate.keys().stream()
                .<Expression>map(
                        key -> new ColumnRef(key, aggregate.input().schema().type(key)))
                .toList();
        return new LogicalPlan.Project(aggregate.input(), keys, aggregate.schema());
    }
}
