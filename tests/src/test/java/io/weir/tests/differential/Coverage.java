// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.AggregateCall;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.physical.Changes;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.rule.Optimizer;
import io.weir.spi.connector.ChangeMode;
import io.weir.tests.differential.Trial.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what trials have gone through: each operator on input that only grows and on input that is revised, each rule left out. */
final class Coverage {
    private static final Changes CHANGES = new Changes(false);

    /** Pairs on append-only and on updating input. */
    private final Map<String, int[]> operators = new TreeMap<>();

    private final Map<String, Integer> rules = new TreeMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    Coverage() {
        Stream.concat(Optimizer.names().stream(), JobPlanner.passes().stream()).forEach(rule -> rules.put(rule, 0));
    }

    void add(Outcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** A pair of answers that were equal. */
    void add(JobPlan job, Set<String> leftOut, Outcome outcome) {
        if (outcome != Outcome.EQUAL) {
            return;
        }
        Set<String> append = new HashSet<>();
        Set<String> updating = new HashSet<>();
        job.roots().forEach(root -> collect(root, append, updating));
        append.forEach(name -> operators.computeIfAbsent(name, n -> new int[2])[0]++);
        updating.forEach(name -> operators.computeIfAbsent(name, n -> new int[2])[1]++);
        leftOut.forEach(rule -> rules.merge(rule, 1, Integer::sum));
    }

    private static void collect(PhysicalPlan plan, Set<String> append, Set<String> updating) {
        List<PhysicalPlan> inputs = plan.inputs();
        boolean revised = inputs.isEmpty()
                ? CHANGES.of(plan) == ChangeMode.RETRACT
                : inputs.stream().anyMatch(input -> CHANGES.of(input) == ChangeMode.RETRACT);
        (revised ? updating : append).addAll(names(plan));
        inputs.forEach(input -> collect(input, append, updating));
    }

    private static List<String> names(PhysicalPlan plan) {
        List<String> names = new ArrayList<>();
        if (plan instanceof PhysicalPlan.Join join) {
            names.add(plan.name() + " " + join.type() + (join.perEpoch() ? ", per epoch" : ""));
        } else if (plan instanceof PhysicalPlan.WindowAggregate aggregate) {
            names.add(plan.name() + " " + aggregate.window().kind());
            aggregate.calls().forEach(call -> names.add(function(call)));
        } else if (plan instanceof PhysicalPlan.WindowAssign assign) {
            names.add(plan.name() + " " + assign.window().kind());
        } else if (plan instanceof PhysicalPlan.GroupAggregate aggregate) {
            names.add(plan.name() + (aggregate.perEpoch() ? ", per epoch" : ""));
            aggregate.calls().forEach(call -> names.add(function(call)));
        } else if (plan instanceof PhysicalPlan.SetOperation operation) {
            names.add(plan.name() + " " + operation.kind() + (operation.all() ? " ALL" : ""));
        } else if (plan instanceof PhysicalPlan.TopN top) {
            names.add(plan.name() + " " + top.function() + (top.perEpoch() ? ", per epoch" : ""));
        } else if (plan instanceof PhysicalPlan.Over over) {
            String when = over.time() instanceof OverTime.EventTime
                    ? ", by event time"
                    : over.time() instanceof OverTime.Window ? ", of a window" : "";
            names.add(plan.name() + when);
            over.calls().forEach(call -> names.add(function(call)));
        } else if (plan instanceof PhysicalPlan.Unnest unnest) {
            names.add(plan.name() + (unnest.outer() ? " OUTER" : "") + (unnest.ordinality() ? " WITH ORDINALITY" : ""));
        } else {
            names.add(plan.name());
        }
        return names;
    }

    private static String function(AggregateCall call) {
        return "aggregate " + call.function() + (call.distinct() ? " DISTINCT" : "");
    }

    private static String function(OverCall call) {
        OverCall.Frame frame = call.frame();
        boolean framed = switch (call.function()) {
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> true;
            default -> false;
        };
        return "over " + call.function()
                + (framed
                        ? " " + frame.unit() + " " + frame.lower().kind() + " to "
                                + frame.upper().kind()
                        : "");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("trials: ").append(outcomes).append("\n\n");
        text.append(String.format("%-70s %11s %8s%n", "pairs with", "append-only", "updating"));
        operators.forEach((name, counts) -> text.append(String.format("%-70s %11d %8d%n", name, counts[0], counts[1])));
        text.append(String.format("%n%-70s %11s%n", "rule", "left out"));
        rules.forEach((name, count) -> text.append(String.format("%-70s %11d%n", name, count)));
        return text.toString();
    }
}
