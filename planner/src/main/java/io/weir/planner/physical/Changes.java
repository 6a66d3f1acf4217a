// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.BitSet;

/** Whether the rows of a node can be taken back. */
public final class Changes {
    private final boolean emitsOnce;

    /** @param emitsOnce whether operators that revise hold back to the end, as for bounded inputs */
    public Changes(boolean emitsOnce) {
        this.emitsOnce = emitsOnce;
    }

    /** APPEND or RETRACT. */
    public ChangeMode of(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan scan) {
            // upserts are turned into removals and additions where they enter
            return scan.changes() == ChangeMode.APPEND ? ChangeMode.APPEND : ChangeMode.RETRACT;
        }
        if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return emitsOnce || isFinal(aggregate) ? ChangeMode.APPEND : ChangeMode.RETRACT;
        }
        if (node instanceof PhysicalPlan.Values
                || node instanceof PhysicalPlan.WindowAggregate
                || node instanceof PhysicalPlan.Sort
                || node instanceof PhysicalPlan.Limit) {
            return ChangeMode.APPEND;
        }
        boolean append = node.inputs().stream().allMatch(input -> of(input) == ChangeMode.APPEND);
        return append ? ChangeMode.APPEND : ChangeMode.RETRACT;
    }

    /** Whether all rows of a group come in one epoch: a key is the end of windows, which close once and all at once. */
    private boolean isFinal(PhysicalPlan.GroupAggregate aggregate) {
        BitSet ends = windowEnds(aggregate.input());
        return of(aggregate.input()) == ChangeMode.APPEND
                && aggregate.keys().stream().anyMatch(ends::get);
    }

    /** The columns that tell which closed window a row belongs to. */
    private BitSet windowEnds(PhysicalPlan node) {
        BitSet ends = new BitSet();
        if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            int first = aggregate.keys().size();
            for (int i = 0; i < aggregate.properties().size(); i++) {
                boolean telling = aggregate.properties().get(i) != Property.START
                        || aggregate.window().kind() != WindowSpec.Kind.CUMULATE;
                ends.set(first + i, telling);
            }
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            BitSet below = windowEnds(aggregate.input());
            for (int i = 0; i < aggregate.keys().size(); i++) {
                ends.set(i, below.get(aggregate.keys().get(i)));
            }
        } else if (node instanceof PhysicalPlan.Project project) {
            BitSet below = windowEnds(project.input());
            for (int i = 0; i < project.expressions().size(); i++) {
                ends.set(i, project.expressions().get(i) instanceof ColumnRef column && below.get(column.index()));
            }
        } else if (node instanceof PhysicalPlan.Filter || node instanceof PhysicalPlan.Exchange) {
            return windowEnds(node.inputs().get(0));
        }
        return ends;
    }
}
