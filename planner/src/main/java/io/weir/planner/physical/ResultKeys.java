// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.WindowSpec.Property;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds columns that are proven to be a key: no two rows of any answer have the same values there. */
final class ResultKeys {
    private ResultKeys() {}

    /** The columns; none at all when there is at most one row; empty when nothing is proven. */
    static Optional<List<Integer>> of(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return Optional.of(first(aggregate.keys().size()));
        }
        if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return of(aggregate);
        }
        if (node instanceof PhysicalPlan.Scan scan) {
            return of(scan);
        }
        if (node instanceof PhysicalPlan.Project project) {
            return of(project.input()).flatMap(key -> through(project, key));
        }
        boolean keeps = node instanceof PhysicalPlan.Filter
                || node instanceof PhysicalPlan.Exchange
                || node instanceof PhysicalPlan.UpsertFold
                || node instanceof PhysicalPlan.Sort
                || node instanceof PhysicalPlan.Limit;
        return keeps ? of(node.inputs().get(0)) : Optional.empty();
    }

    private static List<Integer> first(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Optional<List<Integer>> of(PhysicalPlan.WindowAggregate aggregate) {
        List<Integer> key = new ArrayList<>(first(aggregate.keys().size()));
        // windows of one kind have one size but for CUMULATE, whose windows share their start
        int property = aggregate.properties().indexOf(Property.END);
        if (property < 0) {
            property = aggregate.properties().indexOf(Property.TIME);
        }
        if (property < 0) {
            return Optional.empty();
        }
        key.add(aggregate.keys().size() + property);
        return Optional.of(key);
    }

    /** Upserts are folded by the declared key where they enter; what else a declaration says is not proven. */
    private static Optional<List<Integer>> of(PhysicalPlan.Scan scan) {
        if (scan.changes() != ChangeMode.UPSERT || scan.table().primaryKey().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> key = new ArrayList<>();
        for (String name : scan.table().primaryKey()) {
            int column = scan.schema().indexOf(name);
            if (column < 0) {
                return Optional.empty();
            }
            key.add(column);
        }
        return Optional.of(key);
    }

    private static Optional<List<Integer>> through(PhysicalPlan.Project project, List<Integer> key) {
        List<Integer> above = new ArrayList<>();
        for (int column : key) {
            int place = -1;
            for (int i = 0; i < project.expressions().size(); i++) {
                if (place < 0 && project.expressions().get(i) instanceof ColumnRef ref && ref.index() == column) {
                    place = i;
                }
            }
            if (place < 0) {
                return Optional.empty();
            }
            above.add(place);
        }
        return Optional.of(above);
    }
}
