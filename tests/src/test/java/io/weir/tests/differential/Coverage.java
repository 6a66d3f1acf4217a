// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.Planned;
import io.weir.planner.physical.Changes;
import io.weir.planner.physical.JobPlanner;
import io.weir.planner.rule.Optimizer;
import io.weir.spi.connector.ChangeMode;
import io.weir.tests.differential.Trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts what trials have gone through: each operator on input that only grows and on input that is revised, each rule left out.
 *
 * <p>The input of a sub-query and of LATERAL is revised when a table below is. Only pairs of answers that changed are counted.
 */
final class Coverage {
    /** One pair with each operator on each input there must be for so many trials: 200 for 30,000. */
    private static final int TRIALS_PER_OPERATOR = 150;

    /** 500 runs without each rule for 30,000. */
    private static final int TRIALS_PER_RULE = 60;

    private static final int LONG_FORM = 10_000;

    private static final Changes CHANGES = new Changes(false);

    /** Pairs on append-only and on updating input. */
    private final Map<String, int[]> operators = new TreeMap<>();

    private final Map<String, Integer> rules = new TreeMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final boolean over;

    /** @param over whether the trials have functions over frames */
    Coverage(boolean over) {
        this.over = over;
        Stream.concat(Optimizer.names().stream(), JobPlanner.passes().stream()).forEach(rule -> rules.put(rule, 0));
        for (Required each : Required.all()) {
            operators.put(each.name(), new int[2]);
        }
    }

    void add(Outcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** A pair of answers that were equal. */
    void add(Planned.Query query, Set<String> leftOut, Outcome outcome) {
        if (outcome != Outcome.EQUAL) {
            return;
        }
        List<Set<String>> names = List.of(new HashSet<>(), new HashSet<>());
        query.job().roots().forEach(root -> collect(root, names));
        collect(query.logical(), names);
        for (int input = 0; input < 2; input++) {
            for (String name : names.get(input)) {
                operators.computeIfAbsent(name, n -> new int[2])[input]++;
            }
        }
        leftOut.forEach(rule -> rules.merge(rule, 1, Integer::sum));
    }

    private static void collect(PhysicalPlan plan, List<Set<String>> names) {
        List<PhysicalPlan> inputs = plan.inputs();
        boolean revised = inputs.isEmpty()
                ? CHANGES.of(plan) == ChangeMode.RETRACT
                : inputs.stream().anyMatch(input -> CHANGES.of(input) == ChangeMode.RETRACT);
        names.get(revised ? 1 : 0).addAll(Forms.of(plan));
        inputs.forEach(input -> collect(input, names));
    }

    /** Whether a table below is revised. */
    private static boolean collect(LogicalPlan plan, List<Set<String>> names) {
        boolean revised = plan instanceof LogicalPlan.Scan scan
                && !"APPEND".equals(scan.table().options().get("changes"));
        for (LogicalPlan input : Forms.inputs(plan)) {
            revised |= collect(input, names);
        }
        names.get(revised ? 1 : 0).addAll(Forms.of(plan));
        return revised;
    }

    /** Of how many pairs with each form there must be so many, for so many trials; none in a short run. */
    static int[] goals(int trials, boolean over) {
        int goal = trials < LONG_FORM ? 0 : trials / TRIALS_PER_OPERATOR;
        return Required.all().stream()
                .flatMapToInt(each -> IntStream.range(0, 2).map(input -> each.on(input, over) ? goal : 0))
                .toArray();
    }

    /** How many pairs there have been with each form, in the order of {@link #goals}. */
    int[] counts() {
        return Required.all().stream()
                .flatMapToInt(each -> Arrays.stream(operators.get(each.name())))
                .toArray();
    }

    /** What there were too few pairs with, for so many trials; nothing is asked of a short run. */
    List<String> missing(int trials) {
        List<String> missing = new ArrayList<>();
        if (trials < LONG_FORM) {
            return missing;
        }
        int[] goals = goals(trials, over);
        int[] counts = counts();
        for (int i = 0; i < goals.length; i++) {
            if (counts[i] < goals[i]) {
                missing.add(Required.all().get(i / 2).name()
                        + (i % 2 == 0 ? " on append-only input: " : " on updating input: ")
                        + counts[i]);
            }
        }
        rules.forEach((rule, count) -> {
            if (count < trials / TRIALS_PER_RULE) {
                missing.add("without " + rule + ": " + count);
            }
        });
        return missing;
    }

    /** @param failed how many trials have failed */
    String table(int failed) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-70s %11s %8s%n", "pairs with", "append-only", "updating"));
        operators.forEach((name, counts) -> text.append(String.format("%-70s %11d %8d%n", name, counts[0], counts[1])));
        text.append(String.format("%n%-70s %11s%n", "rule", "left out"));
        rules.forEach((rule, count) -> text.append(String.format("%-70s %11d%n", rule, count)));
        int passed = count(Outcome.EQUAL) + count(Outcome.STILL);
        text.append(String.format(
                "%nsum: %d pairs passed, of which %d with an answer that changed; %d not supported; %d failed; %d"
                        + " rules left out%n",
                passed,
                count(Outcome.EQUAL),
                count(Outcome.NOT_SUPPORTED),
                failed,
                rules.values().stream().mapToInt(Integer::intValue).sum()));
        return text.toString();
    }
}
