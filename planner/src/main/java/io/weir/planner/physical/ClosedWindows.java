// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the columns that tell which closed window a row belongs to: all rows with the same values there come in one epoch, so
 * that nothing of them need be kept beyond its barrier.
 *
 * <p>Most are columns that tell it alone. The bounds of sessions whose rows may be taken back tell it only together with the columns
 * that the sessions are partitioned by, see {@link WindowSpec#revised}.
 */
final class ClosedWindows {
    private ClosedWindows() {}

    /** Whether rows with equal values of the columns come in one epoch. */
    static boolean tell(PhysicalPlan node, Collection<Integer> columns) {
        return of(node).stream().anyMatch(columns::containsAll);
    }

    private static List<Set<Integer>> of(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return telling(
                    aggregate.window(), aggregate.properties(), aggregate.keys().size());
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            return telling(
                    assign.window(),
                    assign.properties(),
                    assign.input().schema().size());
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            List<Set<Integer>> columns = new ArrayList<>(windows(hold.input()));
            columns.add(Set.of(hold.endColumn()));
            return columns;
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return aggregate.perEpoch() ? moved(of(aggregate.input()), aggregate.keys()) : List.of();
        } else if (node instanceof PhysicalPlan.Join join) {
            return of(join);
        } else if (node instanceof PhysicalPlan.TopN top) {
            return top.perEpoch() ? of(top.input()) : List.of();
        } else if (node instanceof PhysicalPlan.Over over) {
            return over.perEpoch() || over.time() instanceof OverTime.Window ? of(over.input()) : List.of();
        }
        return passed(node, ClosedWindows::of);
    }

    /** The columns that tell which window a row belongs to, closed or not. */
    private static List<Set<Integer>> windows(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.WindowAssign assign) {
            return telling(
                    assign.window(),
                    assign.properties(),
                    assign.input().schema().size());
        }
        return passed(node, ClosedWindows::windows);
    }

    private static List<Set<Integer>> of(PhysicalPlan.Join join) {
        List<Set<Integer>> columns = new ArrayList<>();
        if (join.time() instanceof JoinTime.Window window) {
            // a padded row has no window on the side that is padded
            if (!join.type().keepsRight()) {
                columns.add(Set.of(window.leftEnd()));
            }
            if (!join.type().leftOnly() && !join.type().keepsLeft()) {
                columns.add(Set.of(join.left().schema().size() + window.rightEnd()));
            }
        }
        return columns;
    }

    private static List<Set<Integer>> telling(WindowSpec window, List<Property> properties, int first) {
        boolean starts = window.kind() != WindowSpec.Kind.CUMULATE && window.kind() != WindowSpec.Kind.SESSION;
        List<Set<Integer>> columns = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i) != Property.START || starts) {
                Set<Integer> together = new TreeSet<>(Set.of(first + i));
                if (window.revised()) {
                    together.addAll(window.partition());
                }
                columns.add(together);
            }
        }
        return columns;
    }

    private interface Below {
        List<Set<Integer>> of(PhysicalPlan node);
    }

    /** What a node that passes rows on at once lets through. */
    private static List<Set<Integer>> passed(PhysicalPlan node, Below below) {
        if (node instanceof PhysicalPlan.Project project) {
            List<Integer> sources = project.expressions().stream()
                    .map(expression -> expression instanceof ColumnRef column ? column.index() : -1)
                    .toList();
            return moved(below.of(project.input()), sources);
        } else if (node instanceof PhysicalPlan.Filter
                || node instanceof PhysicalPlan.Exchange
                || node instanceof PhysicalPlan.Unnest) {
            return below.of(node.inputs().get(0));
        }
        return List.of();
    }

    /** Where the columns are found above, by the column below of each that is above. */
    private static List<Set<Integer>> moved(List<Set<Integer>> below, List<Integer> sources) {
        List<Set<Integer>> above = new ArrayList<>();
        for (Set<Integer> together : below) {
            if (!sources.containsAll(together)) {
                continue;
            }
            IntStream.range(0, sources.size())
                    .filter(i -> together.contains(sources.get(i)))
                    .forEach(place -> {
                        Set<Integer> moved = new TreeSet<>(Set.of(place));
                        together.stream()
                                .filter(column -> !column.equals(sources.get(place)))
                                .forEach(column -> moved.add(sources.indexOf(column)));
                        above.add(moved);
                    });
        }
        return above;
    }
}
