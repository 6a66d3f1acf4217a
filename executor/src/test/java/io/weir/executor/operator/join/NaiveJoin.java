// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.harness.TextRows;
import io.weir.executor.harness.TextRows.Row;
import io.weir.plan.JoinType;
import io.weir.plan.physical.PhysicalPlan.Join;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A join computed from whole inputs, pair by pair. */
final class NaiveJoin {
    private NaiveJoin() {}

    /** Rows with the sums of their weights, without those that come to 0. */
    static Map<List<@Nullable Object>, Long> bag(List<Row> rows) {
        Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
        rows.forEach(row -> bag.merge(new ArrayList<>(row.values()), (long) row.weight(), Long::sum));
        bag.values().removeIf(weight -> weight == 0);
        return bag;
    }

    static List<String> result(
            Join plan,
            Map<List<@Nullable Object>, Long> left,
            Map<List<@Nullable Object>, Long> right,
            BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
        JoinType type = plan.type();
        List<String> result = new ArrayList<>();
        left.forEach((row, weight) -> {
            boolean matched = false;
            for (Map.Entry<List<@Nullable Object>, Long> other : right.entrySet()) {
                if (keysMatch(plan, row, other.getKey()) && condition.test(row, other.getKey())) {
                    matched = true;
                    if (!type.leftOnly()) {
                        add(plan.schema(), both(row, other.getKey()), weight * other.getValue(), result);
                    }
                }
            }
            if (type.leftOnly()) {
                if (matched == (type == JoinType.SEMI)) {
                    add(plan.schema(), row, weight, result);
                }
            } else if (type.keepsLeft() && !matched) {
                add(plan.schema(), both(row, nulls(plan.right().schema())), weight, result);
            }
        });
        if (type.keepsRight()) {
            right.forEach((row, weight) -> {
                boolean matched = left.keySet().stream()
                        .anyMatch(other -> keysMatch(plan, other, row) && condition.test(other, row));
                if (!matched) {
                    add(plan.schema(), both(nulls(plan.left().schema()), row), weight, result);
                }
            });
        }
        return result;
    }

    static boolean keysMatch(Join plan, List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int k = 0; k < plan.leftKeys().size(); k++) {
            Object a = left.get(plan.leftKeys().get(k));
            Object b = right.get(plan.rightKeys().get(k));
            if (a == null || b == null ? a != b || !plan.nullsMatch().get(k) : !a.equals(b)) {
                return false;
            }
        }
        return true;
    }

    static List<@Nullable Object> both(List<@Nullable Object> left, List<@Nullable Object> right) {
        List<@Nullable Object> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }

    static List<@Nullable Object> nulls(Schema schema) {
        return Collections.nCopies(schema.size(), null);
    }

    private static void add(Schema schema, List<@Nullable Object> row, long weight, List<String> result) {
        result.add("+" + weight + " " + TextRows.text(schema, row));
    }
}
