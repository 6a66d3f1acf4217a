// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.reference.ReferenceQuery.Node;
import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state machine of each kind of plan node. */
final class Nodes {
    private Nodes() {}

    static Node of(LogicalPlan plan, ReferenceQuery query) {
        if (plan instanceof LogicalPlan.Scan scan) {
            return cut -> ZSet.of(cut.changes().getOrDefault(scan.table().name(), List.of()));
        } else if (plan instanceof LogicalPlan.Values values) {
            return new ValuesNode(values);
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return new FilterNode(of(filter.input(), query), filter.condition(), query);
        } else if (plan instanceof LogicalPlan.Project project) {
            return new ProjectNode(of(project.input(), query), project.expressions(), query);
        } else if (plan instanceof LogicalPlan.Window window) {
            return new WindowNode(of(window.input(), query), window.window(), query);
        } else if (plan instanceof LogicalPlan.Union union) {
            List<Node> inputs = union.inputs().stream().map(i -> of(i, query)).toList();
            Node all = cut -> {
                ZSet sum = new ZSet();
                inputs.forEach(i -> sum.addAll(i.step(cut)));
                return sum;
            };
            return union.all()
                    ? all
                    : new AggregateNode(all, indexes(union.schema().size()), List.of(), query);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            Node input = of(aggregate.input(), query);
            return aggregate.windowKeys().isEmpty()
                    ? new AggregateNode(input, aggregate.keys(), aggregate.calls(), query)
                    : new WindowAggregateNode(input, aggregate, scansBelow(aggregate), query);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return new SortNode(of(sort.input(), query), sort);
        }
        throw new IllegalStateException(plan.getClass().getName());
    }

    private static List<Integer> indexes(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    static Set<String> scansBelow(LogicalPlan plan) {
        Set<String> tables = new HashSet<>();
        collectScans(plan, tables);
        return tables;
    }

    private static void collectScans(LogicalPlan plan, Set<String> tables) {
        if (plan instanceof LogicalPlan.Scan scan) {
            tables.add(scan.table().name());
        } else if (plan instanceof LogicalPlan.Filter filter) {
            collectScans(filter.input(), tables);
        } else if (plan instanceof LogicalPlan.Project project) {
            collectScans(project.input(), tables);
        } else if (plan instanceof LogicalPlan.Window window) {
            collectScans(window.input(), tables);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            collectScans(aggregate.input(), tables);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            collectScans(sort.input(), tables);
        } else if (plan instanceof LogicalPlan.Union union) {
            union.inputs().forEach(i -> collectScans(i, tables));
        }
    }

    /** Constant rows, all in the first epoch. */
    private static final class ValuesNode implements Node {
        private final LogicalPlan.Values values;
        private boolean given;

        ValuesNode(LogicalPlan.Values values) {
            this.values = values;
        }

        @Override
        public ZSet step(Cut cut) {
            ZSet rows = new ZSet();
            if (!given) {
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

    private record FilterNode(Node input, Expression condition, ReferenceQuery query) implements Node {
        @Override
        public ZSet step(Cut cut) {
            ZSet out = new ZSet();
            query.eachRow(input.step(cut), delta -> {
                if (Boolean.TRUE.equals(Evaluator.evaluate(condition, delta.row(), query.epochTimeMicros()))) {
                    out.add(delta.row(), delta.weight());
                }
            });
            return out;
        }
    }

    private record ProjectNode(Node input, List<Expression> expressions, ReferenceQuery query) implements Node {
        @Override
        public ZSet step(Cut cut) {
            ZSet out = new ZSet();
            query.eachRow(input.step(cut), delta -> {
                List<@Nullable Object> row = new ArrayList<>(expressions.size());
                for (Expression expression : expressions) {
                    row.add(Evaluator.evaluate(expression, delta.row(), query.epochTimeMicros()));
                }
                out.add(row, delta.weight());
            });
            return out;
        }
    }

    /** Gives each row once for every window it falls into. */
    private record WindowNode(Node input, WindowSpec window, ReferenceQuery query) implements Node {
        @Override
        public ZSet step(Cut cut) {
            ZSet out = new ZSet();
            for (Delta delta : input.step(cut).deltas()) {
                Object time = delta.row().get(window.timeColumn());
                if (time == null) {
                    query.countDropped(delta.weight());
                    continue;
                }
                for (long[] each : Windows.containing((Long) time, window)) {
                    List<@Nullable Object> row = ReferenceQuery.row(delta.row());
                    row.add(each[0]);
                    row.add(each[1]);
                    row.add(each[1] - 1);
                    out.add(row, delta.weight());
                }
            }
            return out;
        }
    }

    /** Totals per group over the whole input so far. */
    private static final class AggregateNode implements Node {
        private final Node input;
        private final List<Integer> keys;
        private final List<AggregateCall> calls;
        private final ReferenceQuery query;
        private final ZSet rows = new ZSet();
        private ZSet sent = new ZSet();

        AggregateNode(Node input, List<Integer> keys, List<AggregateCall> calls, ReferenceQuery query) {
            this.input = input;
            this.keys = keys;
            this.calls = calls;
            this.query = query;
        }

        @Override
        public ZSet step(Cut cut) {
            rows.addAll(input.step(cut));
            if (!cut.emit()) {
                return new ZSet();
            }
            ZSet result = aggregate(rows, keys, calls, query);
            ZSet change = result.minus(sent);
            sent = result;
            return change;
        }
    }

    static ZSet aggregate(ZSet rows, List<Integer> keys, List<AggregateCall> calls, ReferenceQuery query) {
        Map<Object, List<Delta>> groups = new LinkedHashMap<>();
        for (Delta delta : rows.deltas()) {
            groups.computeIfAbsent(Canonical.of(key(delta.row(), keys)), k -> new ArrayList<>())
                    .add(delta);
        }
        if (keys.isEmpty() && groups.isEmpty()) {
            groups.put("", new ArrayList<>());
        }
        ZSet result = new ZSet();
        for (List<Delta> group : groups.values()) {
            ZSet one = new ZSet();
            one.add(List.of(), 1);
            query.eachRow(one, unused -> {
                List<@Nullable Object> row = group.isEmpty()
                        ? new ArrayList<>()
                        : ReferenceQuery.row(key(group.get(0).row(), keys));
                for (AggregateCall call : calls) {
                    row.add(Aggregates.evaluate(call, group));
                }
                result.add(row, 1);
            });
        }
        return result;
    }

    static List<@Nullable Object> key(List<@Nullable Object> row, List<Integer> keys) {
        List<@Nullable Object> key = new ArrayList<>(keys.size());
        keys.forEach(k -> key.add(row.get(k)));
        return key;
    }

    /** Totals per window and group: each once, when the watermark has passed the window's end. */
    private static final class WindowAggregateNode implements Node {
        private final Node input;
        private final LogicalPlan.Aggregate plan;
        private final Set<String> tables;
        private final ReferenceQuery query;
        private final int endColumn;
        private final Map<Long, ZSet> open = new java.util.TreeMap<>();
        private long watermark = Long.MIN_VALUE;

        WindowAggregateNode(Node input, LogicalPlan.Aggregate plan, Set<String> tables, ReferenceQuery query) {
            this.input = input;
            this.plan = plan;
            this.tables = tables;
            this.query = query;
            int end = -1;
            for (int key : plan.windowKeys()) {
                String name = plan.input().schema().name(key);
                if (end < 0 && name.regionMatches(true, 0, "window_end", 0, 10)) {
                    end = key;
                }
            }
            this.endColumn = end;
        }

        @Override
        public ZSet step(Cut cut) {
            for (Delta delta : input.step(cut).deltas()) {
                long end = (Long) java.util.Objects.requireNonNull(delta.row().get(endColumn));
                if (watermark != Long.MIN_VALUE && watermark >= end - 1) {
                    query.countLate(delta.weight());
                } else {
                    open.computeIfAbsent(end, e -> new ZSet()).add(delta.row(), delta.weight());
                }
            }
            long next = Long.MAX_VALUE;
            for (String table : tables) {
                next = Math.min(next, cut.watermarks().getOrDefault(table, Long.MIN_VALUE));
            }
            watermark = Math.max(watermark, next);
            ZSet out = new ZSet();
            if (cut.emit()) {
                var windows = open.entrySet().iterator();
                while (windows.hasNext()) {
                    Map.Entry<Long, ZSet> window = windows.next();
                    if (watermark != Long.MIN_VALUE && watermark >= window.getKey() - 1) {
                        if (!window.getValue().isEmpty()) {
                            out.addAll(aggregate(window.getValue(), plan.keys(), plan.calls(), query));
                        }
                        windows.remove();
                    }
                }
            }
            return out;
        }
    }

    /** The rows that ORDER BY with LIMIT keeps; the order itself is the test's to check. */
    private static final class SortNode implements Node {
        private final Node input;
        private final LogicalPlan.Sort plan;
        private final ZSet rows = new ZSet();
        private ZSet sent = new ZSet();

        SortNode(Node input, LogicalPlan.Sort plan) {
            this.input = input;
            this.plan = plan;
        }

        @Override
        public ZSet step(Cut cut) {
            rows.addAll(input.step(cut));
            if (!cut.emit()) {
                return new ZSet();
            }
            List<List<@Nullable Object>> sorted = new ArrayList<>();
            for (Delta delta : rows.deltas()) {
                if (delta.weight() < 0) {
                    throw new RowFailure(ErrorCode.NEGATIVE_MULTIPLICITY);
                }
                for (long i = 0; i < delta.weight(); i++) {
                    sorted.add(delta.row());
                }
            }
            sorted.sort(order(plan.keys()));
            ZSet result = new ZSet();
            long to = plan.fetch().map(f -> plan.offset() + f).orElse(Long.MAX_VALUE);
            for (long i = plan.offset(); i < Math.min(to, sorted.size()); i++) {
                result.add(sorted.get((int) i), 1);
            }
            ZSet change = result.minus(sent);
            sent = result;
            return change;
        }
    }

    /** By the keys, ties by the whole row. */
    static Comparator<List<@Nullable Object>> order(List<SortKey> keys) {
        return (a, b) -> {
            for (SortKey key : keys) {
                Object x = a.get(key.column());
                Object y = b.get(key.column());
                int order;
                if (x == null || y == null) {
                    order = x == y ? 0 : (x == null) == key.nullsFirst() ? -1 : 1;
                } else {
                    order = key.descending() ? Canonical.compare(y, x) : Canonical.compare(x, y);
                }
                if (order != 0) {
                    return order;
                }
            }
            return Canonical.compare(a, b);
        };
    }
}
