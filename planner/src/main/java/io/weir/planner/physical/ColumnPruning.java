// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

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

    /** The same rows from a plan whose inner nodes carry only what is needed. */
    static PhysicalPlan prune(PhysicalPlan root) {
        return exactly(root, all(root.schema().size()));
    }

    static BitSet all(int width) {
        BitSet columns = new BitSet(width);
        columns.set(0, width);
        return columns;
    }

    /** The node with just the needed columns, in their order. */
    static PhysicalPlan exactly(PhysicalPlan node, BitSet needed) {
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

    static Pruned prune(PhysicalPlan node, BitSet needed) {
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
            return AggregatePruning.group(aggregate, needed);
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return AggregatePruning.window(aggregate, needed);
        } else if (node instanceof PhysicalPlan.Union union) {
            List<PhysicalPlan> inputs =
                    union.inputs().stream().map(input -> exactly(input, needed)).toList();
            return Pruned.dense(new PhysicalPlan.Union(inputs, select(union.schema(), needed)), needed, union.schema());
        } else if (node instanceof PhysicalPlan.Join join) {
            return JoinPruning.join(join, needed);
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            return JoinPruning.unnest(unnest, needed);
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            return JoinPruning.setOperation(operation);
        } else if (node instanceof PhysicalPlan.TopN top) {
            return FramePruning.top(top, needed);
        } else if (node instanceof PhysicalPlan.Over over) {
            return FramePruning.over(over, needed);
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            return FramePruning.session(assign, needed);
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            BitSet below = (BitSet) needed.clone();
            below.set(hold.endColumn());
            hold.keys().forEach(below::set);
            Pruned input = prune(hold.input(), below);
            return new Pruned(
                    new PhysicalPlan.WindowHold(
                            input.node(),
                            input.place(hold.endColumn()),
                            input.place(hold.keys()),
                            hold.inputChanges(),
                            hold.byClock()),
                    input.places());
        } else if (node instanceof PhysicalPlan.Sort sort) {
            BitSet below = FramePruning.isLimited(sort) ? all(sort.schema().size()) : (BitSet) needed.clone();
            sort.keys().forEach(key -> below.set(key.column()));
            Pruned input = prune(sort.input(), below);
            return new Pruned(
                    new PhysicalPlan.Sort(input.node(), input.placeKeys(sort.keys()), sort.offset(), sort.fetch()),
                    input.places());
        } else if (node instanceof PhysicalPlan.Limit limit) {
            Pruned input = prune(limit.input(), needed);
            return new Pruned(new PhysicalPlan.Limit(input.node(), limit.offset(), limit.fetch()), input.places());
        } else if (node instanceof PhysicalPlan.Exchange exchange) {
            BitSet below = (BitSet) needed.clone();
            exchange.keys().forEach(below::set);
            PhysicalPlan input = exactly(exchange.input(), below);
            Pruned moved = Pruned.dense(input, below, exchange.schema());
            return new Pruned(new PhysicalPlan.Exchange(input, moved.place(exchange.keys())), moved.places());
        }
        return root(node);
    }

    /** A border shows all its columns. */
    private static Pruned root(PhysicalPlan node) {
        PhysicalPlan input = node.inputs().get(0);
        PhysicalPlan pruned = exactly(input, all(input.schema().size()));
        return Pruned.dense(
                PhysicalRewrite.withInputs(node, List.of(pruned)),
                all(node.schema().size()),
                node.schema());
    }

    static Schema select(Schema schema, BitSet columns) {
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
        int[] places = Pruned.dense(scan, kept, scan.schema()).places();
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
        return Pruned.dense(new PhysicalPlan.Values(rows, select(values.schema(), needed)), needed, values.schema());
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
        return Pruned.dense(pruned, needed, project.schema());
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
        PhysicalPlan pruned = new PhysicalPlan.WindowAssign(
                input.node(), input.place(assign.window()), properties, new Schema(fields));
        return new Pruned(pruned, places);
    }
}
