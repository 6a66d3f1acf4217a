// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.TableDefinition;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Proves that a query has at most one row, or at most one for equal values of some columns. */
final class Uniqueness {
    private final Predicate<TableDefinition> folded;

    /** @param folded whether the rows of a table are folded by its declared key where they enter */
    Uniqueness(Predicate<TableDefinition> folded) {
        this.folded = folded;
    }

    boolean isUnique(LogicalPlan plan, List<Integer> columns) {
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
        } else if (plan instanceof LogicalPlan.Scan scan) {
            List<String> key = scan.table().primaryKey();
            return folded.test(scan.table())
                    && !key.isEmpty()
                    && key.stream()
                            .allMatch(name -> columns.contains(scan.schema().indexOf(name)));
        }
        return false;
    }

    /** Whether a query has one row, always. */
    boolean isOneRow(LogicalPlan plan) {
        return plan instanceof LogicalPlan.Project project
                ? isOneRow(project.input())
                : plan instanceof LogicalPlan.Aggregate aggregate
                        && aggregate.keys().isEmpty();
    }
}
