// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverTime;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.reference.ReferenceQuery.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The state machine of each kind of plan node. */
final class Nodes {
    private Nodes() {}

    static Node of(LogicalPlan plan, Scope scope) {
        if (plan instanceof LogicalPlan.Scan scan) {
            return cut -> ZSet.of(cut.changes().getOrDefault(scan.table().name(), List.of()));
        } else if (plan instanceof LogicalPlan.Values values) {
            return new ValuesNode(values);
        } else if (plan instanceof LogicalPlan.Filter filter) {
            Scalars scalars = new Scalars(scope, List.of(filter.condition()));
            return EachRowNode.of(
                    of(filter.input(), scope),
                    scalars,
                    row -> scalars.isTrue(filter.condition(), row) ? List.of(new Delta(row, 1)) : List.of(),
                    scope);
        } else if (plan instanceof LogicalPlan.Project project) {
            Scalars scalars = new Scalars(scope, project.expressions());
            return EachRowNode.of(of(project.input(), scope), scalars, row -> project(project, row, scalars), scope);
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            Scalars scalars = new Scalars(scope, unnest.collections());
            return EachRowNode.of(of(unnest.input(), scope), scalars, row -> Elements.of(unnest, row, scalars), scope);
        } else if (plan instanceof LogicalPlan.Window window) {
            return window(window, scope);
        } else if (plan instanceof LogicalPlan.Union union) {
            return union(union, scope);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return aggregate(aggregate, scope);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return new WholeNode(List.of(of(sort.input(), scope)), inputs -> range(sort, inputs.get(0)));
        } else if (plan instanceof LogicalPlan.Join join) {
            return join(join, scope);
        } else if (plan instanceof LogicalPlan.Correlate correlate) {
            Answers right = new Answers(correlate.right(), correlate.correlation(), scope);
            return new EachRowNode(
                    of(correlate.left(), scope),
                    row -> lateral(correlate, row, right.of(row)),
                    false,
                    right::step,
                    scope);
        } else if (plan instanceof LogicalPlan.SetOperation operation) {
            List<Node> inputs =
                    operation.inputs().stream().map(i -> of(i, scope)).toList();
            return new WholeNode(inputs, rows -> SetOperations.of(operation.kind(), operation.all(), rows));
        }
        return over((LogicalPlan.Over) plan, scope);
    }

    private static List<Delta> project(LogicalPlan.Project plan, List<@Nullable Object> row, Scalars scalars) {
        List<@Nullable Object> made = new ArrayList<>(plan.expressions().size());
        for (Expression expression : plan.expressions()) {
            made.add(scalars.value(expression, row));
        }
        return List.of(new Delta(made, 1));
    }

    private static Node union(LogicalPlan.Union plan, Scope scope) {
        List<Node> inputs = plan.inputs().stream().map(i -> of(i, scope)).toList();
        Node all = cut -> {
            ZSet sum = new ZSet();
            inputs.forEach(i -> sum.addAll(i.step(cut)));
            return sum;
        };
        List<Integer> columns = IntStream.range(0, plan.schema().size()).boxed().toList();
        return plan.all() ? all : new GroupsNode(all, columns, group -> group(group, columns, List.of(), scope));
    }

    private static Node window(LogicalPlan.Window plan, Scope scope) {
        WindowSpec window = plan.window();
        Node input = of(plan.input(), scope);
        if (window.kind() == WindowSpec.Kind.SESSION) {
            return new SessionNode(
                    input,
                    window,
                    new Watermark(Origin.of(plan.input(), window.timeColumn()).tables(), window.byClock()),
                    scope);
        }
        return new EachRowNode(
                input,
                row -> {
                    List<Delta> rows = new ArrayList<>();
                    Object time = row.get(window.timeColumn());
                    if (time != null) {
                        for (long[] each : Windows.containing((Long) time, window)) {
                            rows.add(new Delta(Rows.join(row, List.of(each[0], each[1], each[1] - 1)), 1));
                        }
                    }
                    return rows;
                },
                true,
                cut -> false,
                scope);
    }

    private static Node aggregate(LogicalPlan.Aggregate plan, Scope scope) {
        Node input = of(plan.input(), scope);
        if (plan.windowKeys().isEmpty()) {
            return new GroupsNode(input, plan.keys(), group -> group(group, plan.keys(), plan.calls(), scope));
        }
        Node closed = input;
        if (!Origin.closed(plan.input())) {
            int end = plan.windowKeys().stream()
                    .filter(key -> Origin.of(plan.input(), key).property() == WindowSpec.Property.END)
                    .findFirst()
                    .orElseThrow();
            closed = HoldNode.ofWindows(input, end, Origin.of(plan.input(), end).watermark(), scope);
        }
        return new EpochNode(List.of(closed), rows -> groups(rows.get(0), plan.keys(), plan.calls(), scope));
    }

    /** One row per group, with the keys and the value of each call; without keys there is one group always. */
    private static ZSet groups(ZSet rows, List<Integer> keys, List<AggregateCall> calls, Scope scope) {
        Map<Object, List<Delta>> groups = Rows.groups(rows, keys);
        if (keys.isEmpty() && groups.isEmpty()) {
            groups.put("", new ArrayList<>());
        }
        ZSet result = new ZSet();
        groups.values().forEach(group -> result.addAll(group(group, keys, calls, scope)));
        return result;
    }

    /** The row of one group; none when a call fails. */
    private static ZSet group(List<Delta> group, List<Integer> keys, List<AggregateCall> calls, Scope scope) {
        ZSet result = new ZSet();
        scope.guarded(1, () -> {
            List<@Nullable Object> row = group.isEmpty()
                    ? new ArrayList<>()
                    : Rows.select(group.get(0).row(), keys);
            for (AggregateCall call : calls) {
                row.add(Aggregates.evaluate(call, group));
            }
            result.add(row, 1);
        });
        return result;
    }

    private static ZSet range(LogicalPlan.Sort plan, ZSet rows) {
        List<List<@Nullable Object>> sorted = Rows.sorted(rows.deltas(), plan.keys());
        long to = plan.fetch().map(f -> plan.offset() + f).orElse(Long.MAX_VALUE);
        ZSet result = new ZSet();
        for (long i = plan.offset(); i < Math.min(to, sorted.size()); i++) {
            result.add(sorted.get((int) i), 1);
        }
        return result;
    }

    private static Node join(LogicalPlan.Join plan, Scope scope) {
        Node left = of(plan.left(), scope);
        Node right = of(plan.right(), scope);
        Scalars scalars = new Scalars(scope, List.of(plan.condition()));
        int leftWidth = plan.left().schema().size();
        int rightWidth = plan.right().schema().size();
        Pairs pairs = new Pairs(leftWidth, rightWidth, row -> {
            boolean[] holds = new boolean[1];
            scope.guarded(1, () -> holds[0] = scalars.isTrue(plan.condition(), row));
            return holds[0];
        });
        if (plan.time() instanceof JoinTime.Interval time) {
            Set<String> tables =
                    new HashSet<>(Origin.of(plan.left(), time.leftTime()).tables());
            tables.addAll(Origin.of(plan.right(), time.rightTime()).tables());
            return new IntervalJoinNode(left, right, plan.type(), time, pairs, new Watermark(tables, false), scope);
        } else if (plan.time() instanceof JoinTime.Window time) {
            Set<String> tables =
                    new HashSet<>(Origin.of(plan.left(), time.leftEnd()).tables());
            tables.addAll(Origin.of(plan.right(), time.rightEnd()).tables());
            return new EpochNode(
                    List.of(
                            HoldNode.ofWindows(left, time.leftEnd(), new Watermark(tables, time.byClock()), scope),
                            HoldNode.ofWindows(right, time.rightEnd(), new Watermark(tables, time.byClock()), scope)),
                    rows -> {
                        Pairs closed = pairs.emptied();
                        closed.add(rows.get(0), rows.get(1));
                        return closed.result(plan.type());
                    });
        }
        return new JoinNode(left, right, plan.type(), pairs, scalars);
    }

    private static List<Delta> lateral(LogicalPlan.Correlate plan, List<@Nullable Object> row, ZSet right) {
        List<Delta> rows = new ArrayList<>();
        switch (plan.type()) {
            case SEMI, ANTI -> {
                if (right.isEmpty() == (plan.type() == JoinType.ANTI)) {
                    rows.add(new Delta(row, 1));
                }
            }
            case INNER, LEFT -> {
                right.deltas().forEach(d -> rows.add(new Delta(Rows.join(row, d.row()), d.weight())));
                if (rows.isEmpty() && plan.type() == JoinType.LEFT) {
                    rows.add(new Delta(
                            Rows.join(row, Rows.nulls(plan.right().schema().size())), 1));
                }
            }
            case RIGHT, FULL -> throw new IllegalStateException(plan.type().name());
        }
        return rows;
    }

    private static Node over(LogicalPlan.Over plan, Scope scope) {
        Node input = of(plan.input(), scope);
        if (plan.time() instanceof OverTime.Window time) {
            Watermark watermark =
                    new Watermark(Origin.of(plan.input(), time.endColumn()).tables(), time.byClock());
            Node closed =
                    Origin.closed(plan.input()) ? input : HoldNode.ofWindows(input, time.endColumn(), watermark, scope);
            return new EpochNode(List.of(closed), rows -> Frames.rows(plan, rows.get(0), scope));
        } else if (plan.time() instanceof OverTime.EventTime time) {
            // once a row has been held until its time no row before it will come, so later rows do not change its frame
            Watermark watermark =
                    new Watermark(Origin.of(plan.input(), time.timeColumn()).tables(), false);
            Node timed = new EachRowNode(
                    input,
                    row -> row.get(time.timeColumn()) == null ? List.of() : List.of(new Delta(row, 1)),
                    true,
                    cut -> false,
                    scope);
            Node held = new HoldNode(
                    timed,
                    delta -> (Long) java.util.Objects.requireNonNull(delta.row().get(time.timeColumn())),
                    watermark,
                    scope);
            return new GroupsNode(held, plan.partition(), rows -> Frames.partition(plan, rows, scope));
        }
        return new GroupsNode(input, plan.partition(), rows -> Frames.partition(plan, rows, scope));
    }

    /** Constant rows, all in the epoch that reads them. */
    private static final class ValuesNode implements Node {
        private final LogicalPlan.Values values;
        private boolean given;

        ValuesNode(LogicalPlan.Values values) {
            this.values = values;
        }

        @Override
        public ZSet step(Cut cut) {
            ZSet rows = new ZSet();
            if (!given && cut.constants()) {
                given = true;
                for (List<Expression.Literal> row : values.rows()) {
                    List<@Nullable Object> copy = new ArrayList<>();
                    row.forEach(literal -> copy.add(literal.value()));
                    rows.add(copy, 1);
                }
            }
            return rows;
        }
    }
}
