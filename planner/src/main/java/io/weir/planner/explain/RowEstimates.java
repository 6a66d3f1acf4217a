// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.TableDefinition;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * About how many rows each node of a plan gives; rules of thumb, there are no statistics.
 *
 * <p>A table that does not know its rows, or does not end, counts as a million: read the figures as shares of it. An equality
 * keeps a tenth, a comparison a third, other conditions a half; a column has a tenth as many values as there are rows, unless
 * it is known to be a key. The guesses are those of Selinger et al., "Access Path Selection in a Relational Database Management
 * System" (1979).
 */
public final class RowEstimates {
    /** Of a table that cannot say. */
    static final long UNKNOWN = 1_000_000;

    private static final double EQUAL = 0.1;
    private static final double COMPARED = 1.0 / 3;
    private static final double OTHER = 0.5;
    /** Of the values of a column among its rows. */
    private static final double DISTINCT = 0.1;

    private static final double ELEMENTS = 4;

    private final Function<TableDefinition, OptionalLong> tables;
    private final Map<PhysicalPlan, Double> known = new IdentityHashMap<>();

    /** @param tables how many rows a table has, if that can be told */
    public RowEstimates(Function<TableDefinition, OptionalLong> tables) {
        this.tables = tables;
    }

    /** Rows of the node, none of them taken back. */
    public long of(PhysicalPlan node) {
        return Math.round(rows(node));
    }

    private double rows(PhysicalPlan node) {
        Double there = known.get(node);
        if (there == null) {
            there = Math.min(guess(node), Long.MAX_VALUE / 2.0);
            known.put(node, there);
        }
        return there;
    }

    private double guess(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan scan) {
            return tables.apply(scan.table()).orElse(UNKNOWN);
        } else if (node instanceof PhysicalPlan.Values values) {
            return values.rows().size();
        } else if (node instanceof PhysicalPlan.Filter filter) {
            return rows(filter.input()) * share(filter.condition());
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            return rows(assign.input()) * windowsOfRow(assign.window());
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return aggregate.keys().isEmpty()
                    ? 1
                    : values(rows(aggregate.input()), aggregate.keys().size());
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return values(
                    rows(aggregate.input()) * windowsOfRow(aggregate.window()),
                    aggregate.keys().size() + 1);
        } else if (node instanceof PhysicalPlan.Join join) {
            return joined(join);
        } else if (node instanceof PhysicalPlan.TopN top) {
            double input = rows(top.input());
            double partitions = top.partition().isEmpty()
                    ? 1
                    : values(input, top.partition().size());
            return Math.min(input, partitions * ((double) top.to() - top.from() + 1));
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            return rows(unnest.input()) * ELEMENTS;
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            double first = rows(operation.inputs().get(0));
            return switch (operation.kind()) {
                case INTERSECT ->
                    operation.inputs().stream().mapToDouble(this::rows).min().orElse(0) * OTHER;
                case EXCEPT -> first * OTHER;
            };
        } else if (node instanceof PhysicalPlan.Union union) {
            return union.inputs().stream().mapToDouble(this::rows).sum();
        } else if (node instanceof PhysicalPlan.Sort sort) {
            return limited(rows(sort.input()), sort.offset(), sort.fetch().orElse(Long.MAX_VALUE));
        } else if (node instanceof PhysicalPlan.Limit limit) {
            return limited(rows(limit.input()), limit.offset(), limit.fetch());
        }
        return rows(node.inputs().get(0));
    }

    private static double limited(double rows, long offset, long fetch) {
        return Math.min(Math.max(0, rows - offset), fetch);
    }

    /** How many different values as many columns have among so many rows; one at least. */
    private static double values(double rows, int columns) {
        return Math.max(Math.min(1, rows), rows * Math.min(1, DISTINCT * columns));
    }

    /** Into how many windows a row falls. */
    private static double windowsOfRow(WindowSpec window) {
        return switch (window.kind()) {
            case TUMBLE, SESSION -> 1;
            case HOP -> Math.max(1, (double) window.sizeMicros() / window.slideMicros());
            case CUMULATE -> (window.sizeMicros() / (double) window.slideMicros() + 1) / 2;
        };
    }

    private double joined(PhysicalPlan.Join join) {
        double left = rows(join.left());
        double right = rows(join.right());
        if (join.type().leftOnly()) {
            return left * OTHER;
        }
        int keys = join.leftKeys().size();
        double pairs = left * right;
        if (keys > 0) {
            double leftValues = join.leftRows().isOne() ? left : values(left, keys);
            double rightValues = join.rightRows().isOne() ? right : values(right, keys);
            pairs /= Math.max(1, Math.max(leftValues, rightValues));
        }
        Expression condition = join.condition();
        if (condition != null) {
            pairs *= share(condition);
        }
        double unmatched = (join.type().keepsLeft() ? left : 0) + (join.type().keepsRight() ? right : 0);
        return Math.max(pairs, unmatched);
    }

    /** The share of rows that a condition keeps. */
    static double share(Expression condition) {
        if (condition instanceof Expression.Literal literal) {
            return Boolean.TRUE.equals(literal.value()) ? 1 : 0;
        }
        if (!(condition instanceof Expression.Call call)) {
            return OTHER;
        }
        List<Expression> arguments = call.arguments();
        return switch (call.operation()) {
            case EQUAL, IS_NOT_DISTINCT_FROM, IS_NULL -> EQUAL;
            case NOT_EQUAL, IS_DISTINCT_FROM, IS_NOT_NULL -> 1 - EQUAL;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> COMPARED;
            case IN -> Math.min(OTHER, EQUAL * (arguments.size() - 1));
            case AND -> arguments.stream().mapToDouble(RowEstimates::share).reduce(1, (a, b) -> a * b);
            case OR -> 1 - arguments.stream().mapToDouble(RowEstimates::share).reduce(1, (a, b) -> a * (1 - b));
            case NOT, IS_NOT_TRUE, IS_FALSE -> 1 - share(arguments.get(0));
            case IS_TRUE, IS_NOT_FALSE -> share(arguments.get(0));
            default -> OTHER;
        };
    }
}
