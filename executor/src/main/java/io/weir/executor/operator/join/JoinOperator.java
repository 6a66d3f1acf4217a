// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.MultisetTable.Kind;
import io.weir.plan.JoinTime;
import io.weir.plan.RowsPerKey;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;

/** Joins all rows of two inputs: pairs pass at once, rows without a partner are settled at the barrier. */
public final class JoinOperator implements Operator {
    private final KeyedJoin join;

    private JoinOperator(Join plan, OperatorContext context) {
        join = new KeyedJoin(
                plan,
                JoinSide.of(plan),
                !plan.perEpoch(),
                kind(plan.leftChanges(), plan.leftRows()),
                kind(plan.rightChanges(), plan.rightRows()),
                context);
    }

    /** Rows that are only added are never looked up, whatever keys they have. */
    private static Kind kind(ChangeMode changes, RowsPerKey rows) {
        return changes == ChangeMode.RETRACT ? rows.isOne() ? Kind.ONE_BY_KEY : Kind.INDEXED : Kind.ADDED;
    }

    /** The operator of a join, by what time has to do with it. */
    public static Operator of(Join plan, OperatorContext context) {
        if (plan.time() instanceof JoinTime.Window window) {
            return new WindowJoinOperator(plan, window, context);
        }
        if (plan.time() instanceof JoinTime.Interval interval) {
            return new IntervalJoinOperator(plan, interval, context);
        }
        return new JoinOperator(plan, context);
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        return join.onBatch(input, batch, out);
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return join.onBarrier(barrier.emit(), out);
    }

    @Override
    public Progress resume(Output out) {
        return join.resume(out);
    }

    @Override
    public void close() {
        join.close();
    }
}
