// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.physical.PhysicalPlan;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the columns that tell which closed window a row belongs to: all rows with one value there come in one epoch, so
 * that nothing of them need be kept beyond its barrier.
 */
final class ClosedWindows {
    private ClosedWindows() {}

    static BitSet of(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return telling(
                    aggregate.window(), aggregate.properties(), aggregate.keys().size());
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            return telling(
                    assign.window(),
                    assign.properties(),
                    assign.input().schema().size());
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            BitSet columns = windows(hold.input());
            columns.set(hold.endColumn());
            return columns;
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            BitSet columns = new BitSet();
            BitSet below = of(aggregate.input());
            for (int i = 0; i < aggregate.keys().size(); i++) {
                columns.set(
                        i, aggregate.perEpoch() && below.get(aggregate.keys().get(i)));
            }
            return columns;
        } else if (node instanceof PhysicalPlan.Join join) {
            return of(join);
        } else if (node instanceof PhysicalPlan.TopN top) {
            return top.perEpoch() ? of(top.input()) : new BitSet();
        } else if (node instanceof PhysicalPlan.Over over) {
            return over.perEpoch() || over.time() instanceof OverTime.Window ? of(over.input()) : new BitSet();
        }
        return passed(node, ClosedWindows::of);
    }

    /** The columns that tell which window a row belongs to, closed or not. */
    private static BitSet windows(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.WindowAssign assign) {
            return telling(
                    assign.window(),
                    assign.properties(),
                    assign.input().schema().size());
        }
        return passed(node, ClosedWindows::windows);
    }

    private static BitSet of(PhysicalPlan.Join join) {
        BitSet columns = new BitSet();
        if (!(join.time() instanceof JoinTime.Window window)) {
            return columns;
        }
        // a padded row has no window on the side that is padded
        columns.set(window.leftEnd(), !join.type().keepsRight());
        if (!join.type().leftOnly()) {
            columns.set(
                    join.left().schema().size() + window.rightEnd(),
                    !join.type().keepsLeft());
        }
        return columns;
    }

    private static BitSet telling(WindowSpec window, List<Property> properties, int first) {
        BitSet columns = new BitSet();
        for (int i = 0; i < properties.size(); i++) {
            boolean tells = properties.get(i) != Property.START || window.kind() != WindowSpec.Kind.CUMULATE;
            columns.set(first + i, tells);
        }
        return columns;
    }

    private interface Below {
        BitSet of(PhysicalPlan node);
    }

    /** What a node that passes rows on at once lets through. */
    private static BitSet passed(PhysicalPlan node, Below below) {
        BitSet columns = new BitSet();
        if (node instanceof PhysicalPlan.Project project) {
            BitSet input = below.of(project.input());
            for (int i = 0; i < project.expressions().size(); i++) {
                columns.set(i, project.expressions().get(i) instanceof ColumnRef column && input.get(column.index()));
            }
        } else if (node instanceof PhysicalPlan.Filter
                || node instanceof PhysicalPlan.Exchange
                || node instanceof PhysicalPlan.Unnest) {
            return below.of(node.inputs().get(0));
        }
        return columns;
    }
}
