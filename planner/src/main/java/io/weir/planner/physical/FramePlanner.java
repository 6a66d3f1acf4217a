// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.OverTime;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.RankFilter;
import io.weir.spi.connector.ChangeMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans functions over frames, and filters that want only the first ranks. */
final class FramePlanner {
    private final PhysicalPlanner planner;

    FramePlanner(PhysicalPlanner planner) {
        this.planner = planner;
    }

    PhysicalPlan over(LogicalPlan.Over over) {
        Parts parts = new Parts(over);
        return new PhysicalPlan.Over(
                parts.input,
                over.partition(),
                over.order(),
                over.calls(),
                over.time(),
                parts.changes,
                parts.perEpoch,
                over.schema());
    }

    /** A filter that wants the first ranks, as one operator that keeps only those; null when it is another filter. */
    @Nullable
    PhysicalPlan top(LogicalPlan.Filter filter) {
        return top(filter.input(), filter.condition());
    }

    private @Nullable PhysicalPlan top(LogicalPlan input, Expression condition) {
        if (input instanceof LogicalPlan.Project project
                && Expressions.columns(condition).stream()
                        .allMatch(column -> project.expressions().get(column) instanceof ColumnRef)) {
            PhysicalPlan below = top(project.input(), Expressions.substitute(condition, project.expressions()));
            return below == null ? null : new PhysicalPlan.Project(below, project.expressions(), project.schema());
        }
        if (!(input instanceof LogicalPlan.Over over) || over.time() instanceof OverTime.EventTime) {
            return null;
        }
        Optional<RankFilter> rank = RankFilter.of(over, condition);
        if (rank.isEmpty() || rank.get().to() < 1) {
            return null;
        }
        Parts parts = new Parts(over);
        PhysicalPlan top = new PhysicalPlan.TopN(
                parts.input,
                over.partition(),
                over.order(),
                rank.get().function(),
                rank.get().from(),
                rank.get().to(),
                true,
                parts.changes,
                parts.perEpoch,
                over.schema());
        return rank.get().rest().isEmpty()
                ? top
                : new PhysicalPlan.Filter(
                        top, Expressions.conjunction(rank.get().rest()));
    }

    /** The first rows of all, in order. */
    PhysicalPlan top(PhysicalPlan input, List<SortKey> order, long offset, long fetch) {
        return new PhysicalPlan.TopN(
                new PhysicalPlan.Exchange(input, List.of()),
                List.of(),
                order,
                RankFunction.ROW_NUMBER,
                offset + 1,
                fetch == Long.MAX_VALUE ? fetch : offset + fetch,
                false,
                planner.changesOf(input),
                false,
                input.schema());
    }

    /** What stands below functions over frames. */
    private final class Parts {
        private final PhysicalPlan input;
        private final ChangeMode changes;
        private final boolean perEpoch;

        Parts(LogicalPlan.Over over) {
            PhysicalPlan below = planner.plan(over.input());
            PhysicalPlan moved = new PhysicalPlan.Exchange(below, over.partition());
            boolean closed = PhysicalPlanner.isClosed(below, over.partition());
            if (over.time() instanceof OverTime.Window window && !closed) {
                moved = new PhysicalPlan.WindowHold(
                        moved, window.endColumn(), over.partition(), planner.changesOf(below), window.byClock());
                closed = true;
            }
            this.input = moved;
            this.changes = planner.changesOf(moved);
            this.perEpoch = closed;
        }
    }
}
