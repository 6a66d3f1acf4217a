// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Proves that a query has at most one row, or at most one for equal values of some columns. */
public final class Uniqueness {
    private final Predicate<TableDefinition> folded;

    /** @param folded whether the rows of a table are folded by its declared key where they enter */
    public Uniqueness(Predicate<TableDefinition> folded) {
        this.folded = folded;
    }

    /** Whether at most one row, and that once, has any given values of some columns; NULL is a value. */
    public boolean isUnique(LogicalPlan plan, List<Integer> columns) {
        if (plan instanceof LogicalPlan.Filter filter) {
            return isUnique(filter.input(), columns);
        } else if (plan instanceof LogicalPlan.Sort sort) {
            return sort.fetch().filter(fetch -> fetch <= 1).isPresent() || isUnique(sort.input(), columns);
        } else if (plan instanceof LogicalPlan.Values values) {
            return values.rows().size() <= 1;
        } else if (plan instanceof LogicalPlan.Project project) {
            List<Integer> below = new ArrayList<>();
            for (int column : columns) {
                if (project.expressions().get(column) instanceof ColumnRef ref) {
                    below.add(ref.index());
                }
            }
            return isUnique(project.input(), below);
        } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
            for (int i = 0; i < aggregate.keys().size(); i++) {
                if (!columns.contains(i)) {
                    return false;
                }
            }
            return true;
        } else if (plan instanceof LogicalPlan.Join join) {
            return isUnique(join, columns);
        } else if (plan instanceof LogicalPlan.Scan scan) {
            List<String> key = scan.table().primaryKey();
            return folded.test(scan.table())
                    && !key.isEmpty()
                    && key.stream()
                            .allMatch(name -> columns.contains(scan.schema().indexOf(name)));
        }
        return false;
    }

    /** A row of the left side stays one row when it has one partner at most. */
    private boolean isUnique(LogicalPlan.Join join, List<Integer> columns) {
        int width = join.left().schema().size();
        return !join.type().keepsRight()
                && isUnique(
                        join.left(),
                        columns.stream().filter(column -> column < width).toList())
                && (join.type().leftOnly() || hasOnePartner(join));
    }

    /** Whether a left row has at most one partner, since the condition asks for its key. */
    public boolean hasOnePartner(LogicalPlan.Join join) {
        int width = join.left().schema().size();
        List<Integer> keys = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(join.condition())) {
            if (part instanceof Call call && call.operation() == Operation.EQUAL) {
                rightKey(call.arguments().get(0), call.arguments().get(1), width)
                        .ifPresent(keys::add);
                rightKey(call.arguments().get(1), call.arguments().get(0), width)
                        .ifPresent(keys::add);
            }
        }
        return isUnique(join.right(), keys);
    }

    /** The column of the right side that is compared with something of the left. */
    private static Optional<Integer> rightKey(Expression one, Expression other, int width) {
        return one instanceof ColumnRef column
                        && column.index() >= width
                        && Expressions.columns(other).length() <= width
                ? Optional.of(column.index() - width)
                : Optional.empty();
    }

    /** Whether a query has one row, always. */
    public boolean isOneRow(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Project project
                ? isOneRow(project.input())
                : plan instanceof LogicalPlan.Aggregate aggregate
                        && aggregate.keys().isEmpty();
    }
}
