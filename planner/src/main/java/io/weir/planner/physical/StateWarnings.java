// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which operators of a job keep more and more, and what would let them forget; and where an answer depends on an order that was
 * not given.
 */
public final class StateWarnings {
    private final TableFacts tables;
    private final Set<String> warnings = new LinkedHashSet<>();

    private StateWarnings(TableFacts tables) {
        this.tables = tables;
    }

    /** The warnings about the roots of a job. */
    public static List<String> of(List<PhysicalPlan> roots, TableFacts tables) {
        StateWarnings all = new StateWarnings(tables);
        roots.forEach(all::visit);
        return new ArrayList<>(all.warnings);
    }

    private boolean isEndless(PhysicalPlan node) {
        return node instanceof PhysicalPlan.Scan scan
                ? !tables.isBounded(scan.table())
                : node.inputs().stream().anyMatch(this::isEndless);
    }

    private void visit(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Sink sink) {
            visit(sink);
        }
        if (isEndless(node)) {
            grows(node);
        }
        if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            aggregate.calls().forEach(this::withoutOrder);
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            aggregate.calls().forEach(this::withoutOrder);
        }
        node.inputs().forEach(this::visit);
    }

    private void grows(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Join join && join.time() == JoinTime.NONE && !join.perEpoch()) {
            warn(
                    "the join on " + equations(join) + " keeps " + JoinState.of(join) + " for ever",
                    "Bound the distance of their times, as in a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts, or join windows.");
            if (join.leftKeys().isEmpty() && !(isOneRow(join.left()) || isOneRow(join.right()))) {
                warn(
                        "a join compares every row of one side with every row of the other, in one task",
                        "Say with = what rows that belong together have in common.");
            }
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate
                && !aggregate.keys().isEmpty()
                && !aggregate.perEpoch()) {
            warn(
                    "the aggregation by "
                            + names(aggregate.keys(), aggregate.input().schema())
                            + " keeps a row for every key for ever",
                    "Group by window_start and window_end of TUMBLE, HOP or SESSION too.");
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate && !aggregate.perEpoch()) {
            oneGroup(aggregate);
        } else if (node instanceof PhysicalPlan.Over over && over.time() == OverTime.NONE && !over.perEpoch()) {
            warn(
                    "functions over frames keep all rows for ever",
                    "Order by the column that the table's WATERMARK is for, with frames that end at the current row, or partition by window.");
        } else if (node instanceof PhysicalPlan.TopN top
                && !top.perEpoch()
                && !(top.partition().isEmpty()
                        && top.inputChanges() == ChangeMode.APPEND
                        && top.to() != Long.MAX_VALUE)) {
            warn(
                    top.partition().isEmpty()
                            ? top.to() == Long.MAX_VALUE
                                    ? "all rows behind an OFFSET are kept for ever"
                                    : "the first rows of a result that changes need all of its rows, which are kept for ever"
                            : "the first rows of each "
                                    + names(top.partition(), top.input().schema()) + " are kept for ever",
                    top.partition().isEmpty() && top.to() == Long.MAX_VALUE
                            ? "Say how many with LIMIT."
                            : "Partition by window_start and window_end of TUMBLE, HOP or SESSION too.");
        } else if (node instanceof PhysicalPlan.SetOperation operation && !operation.perEpoch()) {
            warn(
                    operation.kind() + " keeps all rows of its inputs for ever",
                    "Select window_start and window_end of totals of windows too.");
        }
    }

    private void oneGroup(PhysicalPlan.GroupAggregate aggregate) {
        boolean retracts = aggregate.inputChanges() != ChangeMode.APPEND;
        aggregate.calls().stream().filter(call -> call.keepsValues(retracts)).forEach(call -> {
            String distinct = call.distinct() ? "DISTINCT " : "";
            String columns = names(call.arguments(), aggregate.input().schema());
            warn(
                    call.function() + "(" + distinct + columns + ") keeps "
                            + (call.distinct() || call.function() == AggregateFunction.APPROX_COUNT_DISTINCT
                                    ? "every different value"
                                    : "all values")
                            + " for ever",
                    "Group by window_start and window_end of TUMBLE, HOP or SESSION.");
        });
    }

    private void withoutOrder(AggregateCall call) {
        boolean first = call.function() == AggregateFunction.FIRST_VALUE;
        if ((first || call.function() == AggregateFunction.LAST_VALUE)
                && call.order().isEmpty()) {
            warn(
                    call.function() + " without an order takes the " + (first ? "least" : "greatest")
                            + " value, not the " + (first ? "first" : "last") + " that came",
                    "Write " + call.function() + "(x) WITHIN GROUP (ORDER BY ts).");
        }
    }

    private static boolean isOneRow(PhysicalPlan side) {
        return ResultKeys.isUnique(side, List.of());
    }

    private void visit(PhysicalPlan.Sink sink) {
        List<String> key = sink.table().primaryKey();
        if (sink.input() instanceof PhysicalPlan.KeyWinner) {
            warn(
                    "(" + String.join(", ", key) + ") of table \""
                            + sink.table().name() + "\" is not proven to be a key of the query",
                    "Of several rows with the same key the greatest is written, and SHOW JOBS counts the others; group by the key to be sure.");
        }
    }

    private void warn(String what, String remedy) {
        warnings.add(what + ". " + remedy);
    }

    private static String equations(PhysicalPlan.Join join) {
        if (join.leftKeys().isEmpty()) {
            return "other than equality";
        }
        List<String> equations = new ArrayList<>();
        for (int i = 0; i < join.leftKeys().size(); i++) {
            equations.add(join.left().schema().name(join.leftKeys().get(i)) + " = "
                    + join.right().schema().name(join.rightKeys().get(i)));
        }
        return String.join(" AND ", equations);
    }

    private static String names(List<Integer> columns, Schema schema) {
        return columns.stream().map(schema::name).collect(Collectors.joining(", "));
    }
}
