// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.Uniqueness;
import java.util.BitSet;

/** A left join is left out when nothing of its right side is used and no row can have two partners, as in a view of which few columns are read. */
final class JoinOfUnused implements Rule {
    private final Uniqueness uniqueness;

    JoinOfUnused(Uniqueness uniqueness) {
        this.uniqueness = uniqueness;
    }

    @Override
    public LogicalPlan apply(LogicalPlan node) {
        if (node instanceof LogicalPlan.Project project && project.input() instanceof LogicalPlan.Join join) {
            BitSet used = new BitSet();
            for (Expression expression : project.expressions()) {
                Expressions.addColumns(expression, used);
            }
            return canGo(join, used)
                    ? new LogicalPlan.Project(join.left(), project.expressions(), project.schema())
                    : node;
        }
        if (node instanceof LogicalPlan.Aggregate aggregate && aggregate.input() instanceof LogicalPlan.Join join) {
            return canGo(join, used(aggregate))
                    ? new LogicalPlan.Aggregate(
                            join.left(),
                            aggregate.keys(),
                            aggregate.windowKeys(),
                            aggregate.calls(),
                            aggregate.schema())
                    : node;
        }
        return node;
    }

    private static BitSet used(LogicalPlan.Aggregate aggregate) {
        BitSet used = new BitSet();
        aggregate.keys().forEach(used::set);
        for (AggregateCall call : aggregate.calls()) {
            call.arguments().forEach(used::set);
            if (call.filter() >= 0) {
                used.set(call.filter());
            }
            for (SortKey key : call.order()) {
                used.set(key.column());
            }
        }
        return used;
    }

    private boolean canGo(LogicalPlan.Join join, BitSet used) {
        return join.type() == JoinType.LEFT
                && join.time() == JoinTime.NONE
                && used.length() <= join.left().schema().size()
                && uniqueness.hasOnePartner(join);
    }
}
