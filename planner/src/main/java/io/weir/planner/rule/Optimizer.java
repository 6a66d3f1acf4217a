// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.TableDefinition;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.ConstantFolder;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.LogicalRewrite;
import io.weir.planner.logical.Uniqueness;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Applies the rules from the leaves up, again and again until nothing changes. */
public final class Optimizer {
    /** Each round moves a filter down by one node at least, so this is the depth of plans that are optimised whole. */
    private static final int ROUNDS_MAX = 200;

    private final List<Rule> rules;
    private final Runnable eachRound;

    /**
     * @param folded whether the rows of a table are folded by its declared key where they enter
     * @param disabled names of rules that are left out
     * @param eachRound called before each round; may throw to end the work
     */
    public Optimizer(
            Nature nature,
            ConstantFolder folder,
            Predicate<TableDefinition> folded,
            Set<String> disabled,
            Runnable eachRound) {
        this.rules = all(nature, folder, new Uniqueness(folded)).stream()
                .filter(rule -> !disabled.contains(rule.name()))
                .toList();
        this.eachRound = eachRound;
    }

    private static List<Rule> all(Nature nature, ConstantFolder folder, Uniqueness uniqueness) {
        return List.of(
                new FoldConstants(nature, folder),
                new FilterMerge(nature),
                new FilterPastProject(nature),
                new FilterPastUnion(),
                new FilterPastWindow(nature),
                new FilterPastAggregate(nature),
                new OuterJoinToInner(),
                new FilterPastJoin(nature),
                new ConditionPastJoin(nature),
                new FilterPastOver(nature),
                new FilterPastUnnest(nature),
                new FilterPastSetOperation(nature),
                new DistinctOfUnique(uniqueness),
                new JoinOfUnused(uniqueness),
                new UnionFlatten(),
                new ValuesMerge());
    }

    /** The names of all rules. */
    public static List<String> names() {
        return List.of(
                "FoldConstants",
                "FilterMerge",
                "FilterPastProject",
                "FilterPastUnion",
                "FilterPastWindow",
                "FilterPastAggregate",
                "OuterJoinToInner",
                "FilterPastJoin",
                "ConditionPastJoin",
                "FilterPastOver",
                "FilterPastUnnest",
                "FilterPastSetOperation",
                "DistinctOfUnique",
                "JoinOfUnused",
                "UnionFlatten",
                "ValuesMerge");
    }

    public LogicalPlan optimize(LogicalPlan plan) {
        LogicalPlan best = plan;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            eachRound.run();
            LogicalPlan next = LogicalRewrite.nodes(best, this::apply);
            if (next == best) {
                break;
            }
            best = next;
        }
        return best;
    }

    private LogicalPlan apply(LogicalPlan node) {
        LogicalPlan result = node;
        for (Rule rule : rules) {
            result = rule.apply(result);
        }
        return result;
    }
}
