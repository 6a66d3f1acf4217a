// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.AggregateCall;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Leaves out, from the results down to the scans, every column that nothing above reads. */
final class ColumnPruning {
    static final String NAME = "ColumnPruning";

    private ColumnPruning() {}

    /** A node without some of its columns; {@code places[old]} is a column's new index, or -1. */
    private record Pruned(PhysicalPlan node, int[] places) {
        int place(int column) {
            return places[column];
        }

        List<Integer> place(List<Integer> columns) {
            return columns.stream().map(this::place).toList();
        }
    }

    /** The same rows from a plan whose inner nodes carry only what is needed. */
    static PhysicalPlan prune(PhysicalPlan root) {
        return exactly(root, all(root.schema().size()));
    }

    private static BitSet all(int width) {
        BitSet columns = new BitSet(width);
        columns.set(0, width);
        return columns;
    }

    /** The node with just the needed columns, in their order. */
    private static PhysicalPlan exactly(PhysicalPlan node, BitSet needed) {
        Pruned pruned = prune(node, needed);
        List<Expression> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int column : needed.stream().toArray()) {
            Field field = node.schema().columns().get(column);
            columns.add(new ColumnRef(pruned.place(column), field.type()));
            fields.add(field);
        }
        Schema schema = new Schema(fields);
        return Expressions.isIdentity(columns, pruned.node().schema().size())
                        && pruned.node().schema().equals(schema)
                ? pruned.node()
                : new PhysicalPlan.Project(pruned.node(), columns, schema);
    }

    private static Pruned prune(PhysicalPlan node, BitSet needed) {
        if (node instanceof PhysicalPlan.Scan scan) {
            return scan(scan, needed);
        } else if (node instanceof PhysicalPlan.Values values) {
            return values(values, needed);
        } else if (node instanceof PhysicalPlan.Filter filter) {
            BitSet below = (BitSet) needed.clone();
            Expressions.addColumns(filter.condition(), below);
            Pruned input = prune(filter.input(), below);
            Expression condition = Expressions.renumber(filter.condition(), input.places());
            return new Pruned(new PhysicalPlan.Filter(input.node(), condition), input.places());
        } else if (node instanceof PhysicalPlan.Project project) {
            return project(project, needed);
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            return windowAssign(assign, needed);
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return groupAggregate(aggregate, needed);
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return windowAggregate(aggregate, needed);
        } else if (node instanceof PhysicalPlan.Union union) {
            List<PhysicalPlan> inputs =
                    union.inputs().stream().map(input -> exactly(input, needed)).toList();
            return dense(new PhysicalPlan.Union(inputs, select(union.schema(), needed)), needed, union.schema());
        } else if (node instanceof PhysicalPlan.Sort sort) {
            BitSet below = (BitSet) needed.clone();
            sort.keys().forEach(key -> below.set(key.column()));
            Pruned input = prune(sort.input(), below);
            List<SortKey> keys = sort.keys().stream()
                    .map(key -> new SortKey(input.place(key.column()), key.descending(), key.nullsFirst()))
                    .toList();
            return new Pruned(new PhysicalPlan.Sort(input.node(), keys, sort.offset(), sort.fetch()), input.places());
        } else if (node instanceof PhysicalPlan.Limit limit) {
            Pruned input = prune(limit.input(), needed);
            return new Pruned(new PhysicalPlan.Limit(input.node(), limit.offset(), limit.fetch()), input.places());
        } else if (node instanceof PhysicalPlan.Exchange exchange) {
            BitSet below = (BitSet) needed.clone();
            exchange.keys().forEach(below::set);
            PhysicalPlan input = exactly(exchange.input(), below);
            Pruned moved = dense(input, below, exchange.schema());
            return new Pruned(new PhysicalPlan.Exchange(input, moved.place(exchange.keys())), moved.places());
        }
        return root(node);
    }

    /** A border shows all its columns. */
    private static Pruned root(PhysicalPlan node) {
        PhysicalPlan input = node.inputs().get(0);
        PhysicalPlan pruned = exactly(input, all(input.schema().size()));
        return dense(
                PhysicalRewrite.withInputs(node, List.of(pruned)),
                all(node.schema().size()),
                node.schema());
    }

    /** A node whose columns are just the kept ones of a schema. */
    private static Pruned dense(PhysicalPlan node, BitSet kept, Schema before) {
        int[] places = new int[before.size()];
        Arrays.fill(places, -1);
        int next = 0;
        for (int column : kept.stream().toArray()) {
            places[column] = next++;
        }
        return new Pruned(node, places);
    }

    private static Schema select(Schema schema, BitSet columns) {
        return schema.select(columns.stream().toArray());
    }

    private static Pruned scan(PhysicalPlan.Scan scan, BitSet needed) {
        BitSet kept = (BitSet) needed.clone();
        Expression watermark = scan.watermark();
        if (watermark != null) {
            Expressions.addColumns(watermark, kept);
        }
        if (scan.changes() == ChangeMode.UPSERT) {
            scan.table().primaryKey().forEach(name -> kept.set(scan.schema().indexOf(name)));
        }
        int[] places = dense(scan, kept, scan.schema()).places();
        PhysicalPlan pruned = new PhysicalPlan.Scan(
                scan.table(),
                kept.stream().mapToObj(scan.columns()::get).toList(),
                scan.predicates(),
                watermark == null ? null : Expressions.renumber(watermark, places),
                scan.idleTimeoutMicros(),
                scan.onError(),
                scan.changes(),
                select(scan.schema(), kept));
        return new Pruned(pruned, places);
    }

    private static Pruned values(PhysicalPlan.Values values, BitSet needed) {
        List<List<Literal>> rows = values.rows().stream()
                .map(row -> needed.stream().mapToObj(row::get).toList())
                .toList();
        return dense(new PhysicalPlan.Values(rows, select(values.schema(), needed)), needed, values.schema());
    }

    private static Pruned project(PhysicalPlan.Project project, BitSet needed) {
        BitSet below = new BitSet();
        List<Expression> kept =
                needed.stream().mapToObj(project.expressions()::get).toList();
        kept.forEach(expression -> Expressions.addColumns(expression, below));
        Pruned input = prune(project.input(), below);
        List<Expression> expressions = kept.stream()
                .map(expression -> Expressions.renumber(expression, input.places()))
                .toList();
        PhysicalPlan pruned = new PhysicalPlan.Project(input.node(), expressions, select(project.schema(), needed));
        return dense(pruned, needed, project.schema());
    }

    private static Pruned windowAssign(PhysicalPlan.WindowAssign assign, BitSet needed) {
        int width = assign.input().schema().size();
        BitSet below = needed.get(0, width);
        below.set(assign.window().timeColumn());
        Pruned input = prune(assign.input(), below);
        int[] places = new int[assign.schema().size()];
        Arrays.fill(places, -1);
        System.arraycopy(input.places(), 0, places, 0, width);
        List<Property> properties = new ArrayList<>();
        List<Field> fields = new ArrayList<>(input.node().schema().columns());
        for (int i = 0; i < assign.properties().size(); i++) {
            if (needed.get(width + i)) {
                places[width + i] = fields.size();
                properties.add(assign.properties().get(i));
                fields.add(assign.schema().columns().get(width + i));
            }
        }
        WindowSpec window =
                withTimeColumn(assign.window(), input.place(assign.window().timeColumn()));
        return new Pruned(new PhysicalPlan.WindowAssign(input.node(), window, properties, new Schema(fields)), places);
    }

    private static WindowSpec withTimeColumn(WindowSpec window, int column) {
        return new WindowSpec(
                window.kind(), column, window.sizeMicros(), window.slideMicros(), window.offsetMicros(), window.zone());
    }

    private static Pruned groupAggregate(PhysicalPlan.GroupAggregate aggregate, BitSet needed) {
        Calls calls = new Calls(aggregate.calls(), needed, aggregate.keys().size());
        Pruned input = prune(aggregate.input(), calls.inputColumns(aggregate.keys(), -1));
        BitSet kept = calls.kept();
        kept.set(0, aggregate.keys().size());
        PhysicalPlan pruned = new PhysicalPlan.GroupAggregate(
                input.node(),
                input.place(aggregate.keys()),
                calls.over(input),
                aggregate.inputChanges(),
                select(aggregate.schema(), kept));
        return dense(pruned, kept, aggregate.schema());
    }

    private static Pruned windowAggregate(PhysicalPlan.WindowAggregate aggregate, BitSet needed) {
        int keys = aggregate.keys().size();
        Calls calls = new Calls(
                aggregate.calls(), needed, keys + aggregate.properties().size());
        Pruned input = prune(
                aggregate.input(),
                calls.inputColumns(aggregate.keys(), aggregate.window().timeColumn()));
        BitSet kept = calls.kept();
        kept.set(0, keys);
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < aggregate.properties().size(); i++) {
            if (needed.get(keys + i)) {
                kept.set(keys + i);
                properties.add(aggregate.properties().get(i));
            }
        }
        PhysicalPlan pruned = new PhysicalPlan.WindowAggregate(
                input.node(),
                withTimeColumn(
                        aggregate.window(), input.place(aggregate.window().timeColumn())),
                input.place(aggregate.keys()),
                properties,
                calls.over(input),
                aggregate.inputChanges(),
                select(aggregate.schema(), kept));
        return dense(pruned, kept, aggregate.schema());
    }

    /** The aggregates of a node whose results are needed. */
    private static final class Calls {
        private final List<AggregateCall> calls = new ArrayList<>();
        private final BitSet kept = new BitSet();

        /** @param first index of the first aggregate among the node's columns */
        Calls(List<AggregateCall> all, BitSet needed, int first) {
            for (int i = 0; i < all.size(); i++) {
                if (needed.get(first + i)) {
                    calls.add(all.get(i));
                    kept.set(first + i);
                }
            }
        }

        BitSet kept() {
            return (BitSet) kept.clone();
        }

        BitSet inputColumns(List<Integer> keys, int timeColumn) {
            BitSet columns = new BitSet();
            keys.forEach(columns::set);
            if (timeColumn >= 0) {
                columns.set(timeColumn);
            }
            for (AggregateCall call : calls) {
                call.arguments().forEach(columns::set);
                if (call.filter() >= 0) {
                    columns.set(call.filter());
                }
            }
            return columns;
        }

        List<AggregateCall> over(Pruned input) {
            return calls.stream()
                    .map(call -> new AggregateCall(
                            call.function(),
                            input.place(call.arguments()),
                            call.distinct(),
                            call.filter() < 0 ? -1 : input.place(call.filter()),
                            call.type(),
                            call.name()))
                    .toList();
        }
    }
}
