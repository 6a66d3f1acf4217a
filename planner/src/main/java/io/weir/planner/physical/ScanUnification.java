// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.connector.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a table that stands in several places of a job by one scan, so that all of them see the same cut: it has the
 * columns of all, and leaves out only rows that none of them wants.
 */
final class ScanUnification {
    private final Map<String, List<PhysicalPlan.Scan>> scans = new HashMap<>();
    private final Map<String, PhysicalPlan.Scan> unified = new HashMap<>();

    private ScanUnification() {}

    static List<PhysicalPlan> unify(List<PhysicalPlan> roots) {
        ScanUnification unification = new ScanUnification();
        roots.forEach(unification::collect);
        unification.scans.forEach((table, all) -> unification.unified.put(table, merge(all)));
        return roots.stream()
                .map(root -> PhysicalRewrite.nodes(root, unification::replace))
                .toList();
    }

    private void collect(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan scan) {
            scans.computeIfAbsent(scan.table().name(), table -> new ArrayList<>())
                    .add(scan);
        }
        node.inputs().forEach(this::collect);
    }

    private static PhysicalPlan.Scan merge(List<PhysicalPlan.Scan> scans) {
        PhysicalPlan.Scan first = scans.get(0);
        if (scans.stream().allMatch(first::equals)) {
            return first;
        }
        TreeSet<Integer> columns = new TreeSet<>();
        LinkedHashSet<Predicate> predicates = new LinkedHashSet<>(first.predicates());
        PhysicalPlan.Scan timed = first;
        for (PhysicalPlan.Scan scan : scans) {
            columns.addAll(scan.columns());
            predicates.retainAll(scan.predicates());
            timed = scan.watermark() != null ? scan : timed;
        }
        List<Integer> read = List.copyOf(columns);
        Expression watermark = timed.watermark();
        if (watermark != null) {
            // what is left out would be missing from the watermark
            predicates.clear();
            watermark = Expressions.renumber(watermark, places(timed, read));
        }
        return new PhysicalPlan.Scan(
                first.table(),
                read,
                List.copyOf(predicates),
                watermark,
                timed.idleTimeoutMicros(),
                first.onError(),
                first.changes(),
                first.table().schema().select(read.stream().mapToInt(i -> i).toArray()));
    }

    /** By column of a scan its index among those that are read. */
    private static int[] places(PhysicalPlan.Scan scan, List<Integer> read) {
        return scan.columns().stream().mapToInt(read::indexOf).toArray();
    }

    private PhysicalPlan replace(PhysicalPlan node) {
        if (!(node instanceof PhysicalPlan.Scan scan)) {
            return node;
        }
        PhysicalPlan.Scan one = unified.get(scan.table().name());
        if (one == null || one.columns().equals(scan.columns())) {
            return one == null ? node : one;
        }
        int[] places = places(scan, one.columns());
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            columns.add(new ColumnRef(places[i], scan.schema().type(i)));
        }
        return new PhysicalPlan.Project(one, columns, scan.schema());
    }
}
