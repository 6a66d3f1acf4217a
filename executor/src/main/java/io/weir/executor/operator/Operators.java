// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.operator.aggregate.GroupAggregateOperator;
import io.weir.executor.operator.aggregate.WindowAggregateOperator;
import io.weir.executor.operator.join.JoinOperator;
import io.weir.executor.operator.over.EventTimeOverOperator;
import io.weir.executor.operator.over.OverOperator;
import io.weir.executor.operator.session.SessionAssignOperator;
import io.weir.executor.operator.sort.SortOperator;
import io.weir.executor.operator.topn.KeyWinnerOperator;
import io.weir.executor.operator.topn.TopNOperator;
import io.weir.executor.operator.unnest.UnnestOperator;
import io.weir.executor.operator.window.WindowAssignOperator;
import io.weir.executor.operator.window.WindowHoldOperator;
import io.weir.plan.OverTime;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;

/** Which operator does the work of which plan record. */
public final class Operators {
    private Operators() {}

    /** Makes the operator of a node that is neither a leaf, an exchange nor a border. */
    public static Operator of(PhysicalPlan plan, OperatorContext context) {
        if (plan instanceof PhysicalPlan.UpsertFold fold) {
            return new UpsertFoldOperator(fold, context);
        }
        if (plan instanceof PhysicalPlan.Filter filter) {
            return new FilterOperator(filter, context);
        }
        if (plan instanceof PhysicalPlan.Project project) {
            return new ProjectOperator(project, context);
        }
        if (plan instanceof PhysicalPlan.GroupAggregate aggregate) {
            return new GroupAggregateOperator(aggregate, context);
        }
        if (plan instanceof PhysicalPlan.WindowAggregate aggregate) {
            return new WindowAggregateOperator(aggregate, context);
        }
        if (plan instanceof PhysicalPlan.Join join) {
            return JoinOperator.of(join, context);
        }
        if (plan instanceof PhysicalPlan.WindowAssign assign) {
            return new WindowAssignOperator(assign, context);
        }
        if (plan instanceof PhysicalPlan.Over over) {
            return over.time() instanceof OverTime.EventTime
                    ? new EventTimeOverOperator(over, context)
                    : new OverOperator(over, context);
        }
        if (plan instanceof PhysicalPlan.WindowHold hold) {
            return new WindowHoldOperator(hold, context);
        }
        if (plan instanceof PhysicalPlan.SessionAssign assign) {
            return new SessionAssignOperator(assign, context);
        }
        if (plan instanceof PhysicalPlan.SetOperation set) {
            return new SetOperationOperator(set, context);
        }
        if (plan instanceof PhysicalPlan.KeyWinner winner) {
            return new KeyWinnerOperator(winner, context);
        }
        if (plan instanceof PhysicalPlan.TopN top) {
            return new TopNOperator(top, context);
        }
        if (plan instanceof PhysicalPlan.Unnest unnest) {
            return new UnnestOperator(unnest, context);
        }
        if (plan instanceof PhysicalPlan.Sort sort) {
            return new SortOperator(sort, context);
        }
        if (plan instanceof PhysicalPlan.Limit limit) {
            return new LimitOperator(limit, context);
        }
        if (plan instanceof PhysicalPlan.Union) {
            return new UnionOperator();
        }
        throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("%s cannot be executed yet", plan.name())
                .toException();
    }
}
