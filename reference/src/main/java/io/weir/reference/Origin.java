// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column come from.
 *
 * @param tables the tables whose columns it is made of
 * @param property what of a window it is; null for anything else
 * @param byClock whether the clock closes that window
 */
record Origin(Set<String> tables, WindowSpec.@Nullable Property property, boolean byClock) {
    private Origin(Set<String> tables) {
        this(tables, null, false);
    }

    /** The time of a node that waits for it. */
    Watermark watermark() {
        return new Watermark(tables, byClock);
    }

    /** Of a time, the tables are all that the rows depend on: they are complete when each of these has come so far. */
    static Origin of(LogicalPlan plan, int column) {
        Origin origin = trace(plan, column);
        if (origin.tables().isEmpty()) {
            return origin;
        }
        Set<String> tables = new HashSet<>();
        addTables(plan, tables);
        return new Origin(tables, origin.property(), origin.byClock());
    }

    /** Adds the tables below a plan, those of sub-queries too. */
    private static void addTables(LogicalPlan plan, Set<String> tables) {
        if (plan instanceof LogicalPlan.Scan scan) {
            tables.add(scan.table().name());
        }
        Plans.expressions(plan)
                .forEach(expression -> Expressions.each(expression, part -> {
                    if (part instanceof Expression.SubQuery query) {
                        addTables((LogicalPlan) query.query(), tables);
                    }
                }));
        Plans.inputs(plan).forEach(input -> addTables(input, tables));
    }

    private static Origin trace(LogicalPlan plan, int column) {
        if (plan instanceof LogicalPlan.Scan scan) {
            return new Origin(Set.of(scan.table().name()));
        } else if (plan instanceof LogicalPlan.Filter filter) {
            return trace(filter.input(), column);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return trace(sort.input(), column);
        } else if (plan instanceof LogicalPlan.Project project) {
            Expression expression = project.expressions().get(column);
            return expression instanceof ColumnRef ref
                    ? trace(project.input(), ref.index())
                    : new Origin(tables(project.input(), expression));
        } else if (plan instanceof LogicalPlan.Window window) {
            int width = window.input().schema().size();
            return column < width
                    ? trace(window.input(), column)
                    : new Origin(
                            trace(window.input(), window.window().timeColumn()).tables(),
                            WindowSpec.Property.values()[column - width],
                            window.window().byClock());
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            return column < aggregate.keys().size()
                    ? trace(aggregate.input(), aggregate.keys().get(column))
                    : unknown(aggregate.input());
        } else if (plan instanceof LogicalPlan.Over over) {
            return column < over.input().schema().size() ? trace(over.input(), column) : unknown(over.input());
        } else if (plan instanceof LogicalPlan.Unnest unnest) {
            return column < unnest.input().schema().size() ? trace(unnest.input(), column) : unknown(unnest.input());
        } else if (plan instanceof LogicalPlan.Join join) {
            int width = join.left().schema().size();
            return column < width ? trace(join.left(), column) : trace(join.right(), column - width);
        } else if (plan instanceof LogicalPlan.Correlate join) {
            int width = join.left().schema().size();
            return column < width ? trace(join.left(), column) : trace(join.right(), column - width);
        } else if (plan instanceof LogicalPlan.Union union) {
            return ofAll(union.inputs(), column);
        } else if (plan instanceof LogicalPlan.SetOperation operation) {
            return ofAll(operation.inputs(), column);
        }
        return new Origin(Set.of());
    }

    private static Origin ofAll(List<LogicalPlan> inputs, int column) {
        Set<String> tables = new HashSet<>();
        inputs.forEach(input -> tables.addAll(trace(input, column).tables()));
        Origin first = trace(inputs.get(0), column);
        return new Origin(tables, first.property(), first.byClock());
    }

    private static Origin unknown(LogicalPlan plan) {
        Set<String> tables = new HashSet<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            tables.addAll(trace(plan, i).tables());
        }
        return new Origin(tables);
    }

    private static Set<String> tables(LogicalPlan input, Expression expression) {
        Set<String> tables = new HashSet<>();
        Expressions.each(expression, e -> {
            if (e instanceof ColumnRef ref) {
                tables.addAll(trace(input, ref.index()).tables());
            }
        });
        return tables;
    }

    /** Whether the rows come only when the watermark has closed their window, and so all at once. */
    static boolean closed(LogicalPlan plan) {
        if (plan instanceof LogicalPlan.Filter filter) {
            return closed(filter.input());
        } else if (plan instanceof LogicalPlan.Project project) {
            return closed(project.input());
        } else if (plan instanceof LogicalPlan.Union union) {
            return union.all() && union.inputs().stream().allMatch(Origin::closed);
        } else if (plan instanceof LogicalPlan.Window window) {
            return window.window().kind() == WindowSpec.Kind.SESSION;
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            boolean byWindow = aggregate.keys().stream()
                    .anyMatch(key -> of(aggregate.input(), key).property() != null);
            return !aggregate.windowKeys().isEmpty() || byWindow && closed(aggregate.input());
        } else if (plan instanceof LogicalPlan.Join join) {
            return join.time() instanceof JoinTime.Window;
        }
        return plan instanceof LogicalPlan.Over over && over.time() instanceof OverTime.Window;
    }
}
