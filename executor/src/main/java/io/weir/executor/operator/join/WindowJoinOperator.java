// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.MultisetTable.Kind;
import io.weir.executor.state.TableScan;
import io.weir.plan.JoinTime;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import java.util.List;

/**
 * Joins the rows of windows, one window after the other, when the watermark has passed their end.
 *
 * <p>Until then both sides are held. A window that fires is joined as any other two tables are: the right side first, so that
 * each left row finds all its partners at once.
 */
final class WindowJoinOperator implements Operator {
    private static final long NONE = Long.MAX_VALUE;

    private final OperatorContext context;
    private final List<HeldRows> held;
    private final KeyedJoin join;

    // ---- the barrier
    private long watermark;
    private long firing = NONE;
    private Step step = Step.RIGHT;
    /** Whether the join is at work on what it was given. */
    private boolean joining;

    private enum Step {
        RIGHT,
        LEFT,
        SETTLE,
        END
    }

    WindowJoinOperator(Join plan, JoinTime.Window window, OperatorContext context) {
        this.context = context;
        List<JoinSide> sides = JoinSide.of(plan);
        held = List.of(
                new HeldRows(sides.get(0), "left", window.leftEnd(), plan.leftChanges() == ChangeMode.RETRACT, context),
                new HeldRows(
                        sides.get(1), "right", window.rightEnd(), plan.rightChanges() == ChangeMode.RETRACT, context));
        join = new KeyedJoin(plan, sides, false, Kind.ADDED, Kind.ADDED, context);
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        held.get(input).add(batch);
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.emit()) {
            return Progress.DONE;
        }
        watermark = context.watermark(barrier);
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        int visited = 0;
        while (firing != NONE || begin()) {
            if (out.full() || visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            if (joining) {
                joining = join.resume(out) == Progress.MORE;
                visited += join.visited();
            } else if (step == Step.END) {
                end();
            } else if (step == Step.SETTLE) {
                step = Step.END;
                joining = join.onBarrier(true, out) == Progress.MORE;
                visited += join.visited();
            } else {
                visited += feed(step == Step.RIGHT ? JoinSide.RIGHT : JoinSide.LEFT, out);
            }
            if (joining) {
                return Progress.MORE;
            }
        }
        return Progress.DONE;
    }

    /** Gives the next rows of a side to the join; says how many places were visited. */
    private int feed(int side, Output out) {
        Batch batch = held.get(side).next(firing);
        int visited = held.get(side).visited();
        if (batch == null) {
            step = side == JoinSide.RIGHT ? Step.LEFT : Step.SETTLE;
            return visited;
        }
        if (batch.size() > 0) {
            joining = join.onBatch(side, batch, out) == Progress.MORE;
            visited += join.visited();
        }
        batch.release();
        return visited;
    }

    private boolean begin() {
        long next = Math.min(held.get(0).firstEnd(), held.get(1).firstEnd());
        if (next == NONE || next - 1 > watermark) {
            if (next != NONE) {
                context.waitsFor(next - 1);
            }
            return false;
        }
        firing = next;
        step = Step.RIGHT;
        return true;
    }

    private void end() {
        held.forEach(rows -> rows.drop(firing));
        firing = NONE;
    }

    @Override
    public void close() {
        join.close();
    }
}
