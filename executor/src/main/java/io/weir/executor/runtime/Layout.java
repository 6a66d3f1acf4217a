// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.plan.physical.PhysicalPlan.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * A plan laid out over tasks.
 *
 * <pre>
 *   Scan -- Filter --\                     one stage, a task for each part of the splits
 *                     exchange by key
 *                      \-- GroupAggregate  one stage, a task for each range of key groups
 *                                \
 *                                 gather
 *                                  \-- Result     one stage of one task
 * </pre>
 *
 * Equal subtrees are one node. A node stands in the same stage as its input when both have the same number of tasks and
 * no exchange lies between them, or one task each; other edges become channels. A stage never waits for itself: a node
 * that gets rows both directly and through another stage stands behind that one.
 */
final class Layout {
    /** How rows go along an edge. */
    enum Route {
        /** Within the task. */
        CHAIN,
        /** From each task to the one with its number. */
        FORWARD,
        /** From each task to the first. */
        GATHER,
        /** By the hash of a key. */
        HASH
    }

    /**
     * An input of a node.
     *
     * @param keys of {@link Route#HASH}
     */
    record Edge(Node from, Route route, List<Integer> keys) {}

    /**
     * A plan record at its place.
     *
     * @param id number in {@link #nodes}: inputs come before their consumers
     * @param scans numbers of the leaves below it
     * @param group number of its watermark group
     */
    record Node(
            int id, PhysicalPlan plan, List<Edge> inputs, int parallelism, int depth, List<Integer> scans, int group) {
        /** Whether each row that comes in goes out, unless it is left out and counted. */
        boolean passesRowsOn() {
            return plan instanceof PhysicalPlan.Filter
                    || plan instanceof PhysicalPlan.Project
                    || plan instanceof PhysicalPlan.Union;
        }

        boolean isLeaf() {
            return plan instanceof PhysicalPlan.Scan || plan instanceof PhysicalPlan.Values;
        }
    }

    /** Nodes that stand in the same tasks, inputs first. */
    record Stage(int parallelism, List<Node> nodes) {}

    private final int parallelism;
    private final ToIntFunction<PhysicalPlan> scanParallelism;
    /** In how many tasks rows spread by key are worked on: as many as the widest leaf, so that small jobs stay small. */
    private final int hashTasks;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> leaves = new ArrayList<>();
    private final List<Node> roots = new ArrayList<>();
    private final List<List<Integer>> groups = new ArrayList<>();
    private final Map<PhysicalPlan, Node> byPlan = new HashMap<>();
    private final List<Stage> stages;

    /**
     * Lays out a plan.
     *
     * @param parallelism the most tasks of a stage
     * @param scanParallelism into how many tasks a leaf can be divided, of the given number at most
     */
    Layout(JobPlan plan, int parallelism, ToIntFunction<PhysicalPlan> scanParallelism) {
        this.parallelism = parallelism;
        this.scanParallelism = scanParallelism;
        this.hashTasks = plan.roots().stream().mapToInt(this::widest).max().orElse(1);
        plan.roots().forEach(root -> roots.add(place(root)));
        this.stages = divide();
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Scans and values in the order of their numbers. */
    List<Node> leaves() {
        return leaves;
    }

    /** The borders, in the order of the plan. */
    List<Node> roots() {
        return roots;
    }

    /** The leaves of each watermark group. */
    List<List<Integer>> groups() {
        return groups;
    }

    List<Stage> stages() {
        return stages;
    }

    private Node place(PhysicalPlan plan) {
        Node placed = byPlan.get(plan);
        if (placed != null) {
            return placed;
        }
        List<Input> inputs = new ArrayList<>();
        boolean single = runsInOneTask(plan);
        int tasks = 1;
        for (PhysicalPlan below : plan.inputs()) {
            Input input = input(below, single);
            inputs.add(input);
            tasks = Math.max(tasks, input.tasks());
        }
        if (plan.inputs().isEmpty()) {
            tasks = leafTasks(plan);
        }
        int depth = 0;
        for (Input input : inputs) {
            depth = Math.max(depth, input.from().depth() + (input.chains(tasks) ? 0 : 1));
        }
        List<Edge> edges = new ArrayList<>();
        TreeSet<Integer> scans = new TreeSet<>();
        for (Input input : inputs) {
            edges.add(input.edge(tasks, depth));
            scans.addAll(input.from().scans());
        }
        if (edges.isEmpty()) {
            scans.add(leaves.size());
        }
        List<Integer> below = List.copyOf(scans);
        if (!groups.contains(below)) {
            groups.add(below);
        }
        Node node = new Node(nodes.size(), plan, edges, tasks, depth, below, groups.indexOf(below));
        nodes.add(node);
        if (node.isLeaf()) {
            leaves.add(node);
        }
        byPlan.put(plan, node);
        return node;
    }

    /** An input before it is known in how many tasks its consumer runs. */
    private record Input(Node from, Optional<List<Integer>> keys, int tasks) {
        /** Whether it could stand in the same task as a consumer of so many tasks. */
        boolean chains(int consumerTasks) {
            return from.parallelism() == consumerTasks && (keys.isEmpty() || consumerTasks == 1);
        }

        Edge edge(int consumerTasks, int consumerDepth) {
            if (chains(consumerTasks) && from.depth() == consumerDepth) {
                return new Edge(from, Route.CHAIN, List.of());
            }
            if (keys.isEmpty()) {
                return new Edge(from, Route.FORWARD, List.of());
            }
            boolean gathers = keys.get().isEmpty() || consumerTasks == 1;
            return new Edge(from, gathers ? Route.GATHER : Route.HASH, gathers ? List.of() : keys.get());
        }
    }

    private Input input(PhysicalPlan below, boolean single) {
        if (below instanceof Exchange exchange) {
            List<Integer> keys = single ? List.of() : exchange.keys();
            PhysicalPlan from = exchange.input();
            while (from instanceof Exchange inner) {
                from = inner.input(); // the outer one decides
            }
            return new Input(place(from), Optional.of(keys), keys.isEmpty() ? 1 : hashTasks);
        }
        Node from = place(below);
        return single
                ? new Input(from, Optional.of(List.of()), 1)
                : new Input(from, Optional.empty(), from.parallelism());
    }

    private int widest(PhysicalPlan plan) {
        return plan.inputs().isEmpty()
                ? leafTasks(plan)
                : plan.inputs().stream().mapToInt(this::widest).max().orElse(1);
    }

    private int leafTasks(PhysicalPlan leaf) {
        return Math.max(1, Math.min(parallelism, scanParallelism.applyAsInt(leaf)));
    }

    private static boolean runsInOneTask(PhysicalPlan plan) {
        return plan instanceof PhysicalPlan.Sort
                || plan instanceof PhysicalPlan.Limit
                || plan instanceof PhysicalPlan.Result
                || (plan instanceof PhysicalPlan.Over over && over.partition().isEmpty())
                || (plan instanceof PhysicalPlan.WindowHold hold && hold.keys().isEmpty())
                || (plan instanceof PhysicalPlan.SessionAssign session
                        && session.window().partition().isEmpty())
                || (plan instanceof PhysicalPlan.GroupAggregate group
                        && group.keys().isEmpty())
                || (plan instanceof PhysicalPlan.WindowAggregate window
                        && window.keys().isEmpty())
                || (plan instanceof PhysicalPlan.Join join && join.leftKeys().isEmpty())
                || (plan instanceof PhysicalPlan.TopN top && top.partition().isEmpty());
    }

    /** Puts nodes that are chained to each other into one stage. */
    private List<Stage> divide() {
        int[] stageOf = new int[nodes.size()];
        for (Node node : nodes) {
            stageOf[node.id()] = node.id();
            for (Edge edge : node.inputs()) {
                if (edge.route() == Route.CHAIN) {
                    int joined = stageOf[edge.from().id()];
                    int mine = stageOf[node.id()];
                    for (int i = 0; i <= node.id(); i++) {
                        stageOf[i] = stageOf[i] == joined ? mine : stageOf[i];
                    }
                }
            }
        }
        List<Stage> divided = new ArrayList<>();
        for (int stage = 0; stage < nodes.size(); stage++) {
            int number = stage;
            List<Node> together =
                    nodes.stream().filter(each -> stageOf[each.id()] == number).toList();
            if (!together.isEmpty()) {
                divided.add(new Stage(together.get(0).parallelism(), together));
            }
        }
        return divided;
    }
}
