// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.SortKey;
import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.WindowSpec.Property;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Nature;
import io.weir.spi.connector.ChangeMode;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the operators for a logical plan, and where rows move between tasks. */
public final class PhysicalPlanner {
    private final TableFacts tables;
    private final Changes changes;
    private final String onError;

    private final JoinPlanner joins;
    private final FramePlanner frames;

    /** @param onError what becomes of records that cannot be decoded, unless their table says it */
    public PhysicalPlanner(TableFacts tables, Changes changes, Nature nature, String onError) {
        this.tables = tables;
        this.onError = onError;
        this.changes = changes;
        this.joins = new JoinPlanner(nature, changes);
        this.frames = new FramePlanner(this);
    }

    public PhysicalPlan plan(LogicalPlan node) {
        if (node instanceof LogicalPlan.Scan scan) {
            return scan(scan);
        } else if (node instanceof LogicalPlan.Values values) {
            return new PhysicalPlan.Values(values.rows(), values.schema());
        } else if (node instanceof LogicalPlan.Filter filter) {
            PhysicalPlan top = frames.top(filter);
            return top != null ? top : new PhysicalPlan.Filter(plan(filter.input()), filter.condition());
        } else if (node instanceof LogicalPlan.Project project) {
            return new PhysicalPlan.Project(plan(project.input()), project.expressions(), project.schema());
        } else if (node instanceof LogicalPlan.Window window) {
            return window(window);
        } else if (node instanceof LogicalPlan.Aggregate aggregate) {
            return aggregate.windowKeys().isEmpty()
                    ? groupAggregate(aggregate)
                    : new WindowAggregatePlanner(this).plan(aggregate);
        } else if (node instanceof LogicalPlan.Union union) {
            return union(union);
        } else if (node instanceof LogicalPlan.Join join) {
            return joins.plan(join, plan(join.left()), plan(join.right()));
        } else if (node instanceof LogicalPlan.Unnest unnest) {
            return new PhysicalPlan.Unnest(
                    plan(unnest.input()), unnest.collections(), unnest.ordinality(), unnest.outer(), unnest.schema());
        } else if (node instanceof LogicalPlan.SetOperation operation) {
            return setOperation(operation);
        } else if (node instanceof LogicalPlan.Over over) {
            return frames.over(over);
        } else if (node instanceof LogicalPlan.Sort sort) {
            return sort(sort);
        }
        throw new IllegalArgumentException(node.getClass().getName());
    }

    ChangeMode changesOf(PhysicalPlan node) {
        return changes.of(node);
    }

    private PhysicalPlan scan(LogicalPlan.Scan scan) {
        TableDefinition table = scan.table();
        List<Integer> columns =
                IntStream.range(0, table.schema().size()).boxed().toList();
        return new PhysicalPlan.Scan(
                table,
                columns,
                List.of(),
                scan.watermark(),
                tables.idleTimeoutMicros(table),
                tables.onError(table, onError),
                tables.changes(table),
                scan.schema());
    }

    private PhysicalPlan window(LogicalPlan.Window window) {
        PhysicalPlan input = plan(window.input());
        WindowSpec spec = window.window();
        List<Property> all = List.of(Property.values());
        return spec.kind() == WindowSpec.Kind.SESSION
                ? new PhysicalPlan.SessionAssign(
                        new PhysicalPlan.Exchange(input, spec.partition()),
                        spec,
                        all,
                        changes.of(input),
                        window.schema())
                : new PhysicalPlan.WindowAssign(input, spec, all, window.schema());
    }

    private PhysicalPlan groupAggregate(LogicalPlan.Aggregate aggregate) {
        PhysicalPlan input = plan(aggregate.input());
        return new PhysicalPlan.GroupAggregate(
                new PhysicalPlan.Exchange(input, aggregate.keys()),
                aggregate.keys(),
                aggregate.calls(),
                changes.of(input),
                isClosed(input, aggregate.keys()),
                aggregate.schema());
    }

    private PhysicalPlan setOperation(LogicalPlan.SetOperation operation) {
        List<Integer> all =
                IntStream.range(0, operation.schema().size()).boxed().toList();
        List<PhysicalPlan> inputs = operation.inputs().stream().map(this::plan).toList();
        boolean closed = inputs.stream().allMatch(input -> isClosed(input, all));
        return new PhysicalPlan.SetOperation(
                operation.kind(),
                inputs.stream()
                        .<PhysicalPlan>map(input -> new PhysicalPlan.Exchange(input, all))
                        .toList(),
                operation.all(),
                closed,
                operation.schema());
    }

    private PhysicalPlan union(LogicalPlan.Union union) {
        PhysicalPlan all =
                new PhysicalPlan.Union(union.inputs().stream().map(this::plan).toList(), union.schema());
        if (union.all()) {
            return all;
        }
        List<Integer> keys = IntStream.range(0, union.schema().size()).boxed().toList();
        return new PhysicalPlan.GroupAggregate(
                new PhysicalPlan.Exchange(all, keys),
                keys,
                List.of(),
                changes.of(all),
                isClosed(all, keys),
                union.schema());
    }

    /** Whether rows with equal values of the columns come in one epoch. */
    static boolean isClosed(PhysicalPlan input, List<Integer> columns) {
        return ClosedWindows.tell(input, columns);
    }

    private PhysicalPlan sort(LogicalPlan.Sort sort) {
        PhysicalPlan input = plan(sort.input());
        List<SortKey> keys = sort.keys();
        boolean limits = sort.fetch().isPresent() || sort.offset() > 0;
        if (!limits && keys.isEmpty()) {
            return input;
        }
        boolean revises = keys.isEmpty() ? changes.of(input) != ChangeMode.APPEND : !changes.emitsOnce();
        if (limits && revises) {
            return frames.top(input, keys, sort.offset(), sort.fetch().orElse(Long.MAX_VALUE));
        }
        PhysicalPlan single = new PhysicalPlan.Exchange(input, List.of());
        return keys.isEmpty()
                ? new PhysicalPlan.Limit(single, sort.offset(), sort.fetch().orElse(Long.MAX_VALUE))
                : new PhysicalPlan.Sort(single, keys, sort.offset(), sort.fetch());
    }
}
