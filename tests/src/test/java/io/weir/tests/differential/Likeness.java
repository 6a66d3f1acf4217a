// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.reference.ZSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether two answers are equal but for what doubles and estimates may differ by. */
final class Likeness {
    private static final double NEAR = 1e-12;
    private static final double ESTIMATE = 0.03;

    private Likeness() {}

    /** @param columns names; a column that begins with {@code approx} holds estimates */
    static boolean of(ZSet answer, ZSet other, List<String> columns) {
        return ofAll(answer.minus(other), columns);
    }

    /** @param difference what one answer has more than the other */
    static boolean ofAll(ZSet difference, List<String> columns) {
        if (difference.isEmpty()) {
            return true;
        }
        List<Delta> added = new ArrayList<>();
        List<Delta> missing = new ArrayList<>();
        for (Delta delta : difference.deltas()) {
            for (long i = 0; i < Math.abs(delta.weight()); i++) {
                (delta.weight() > 0 ? added : missing).add(delta);
            }
        }
        if (added.size() != missing.size()) {
            return false;
        }
        for (Delta row : added) {
            if (!missing.removeIf(new Once<>(candidate -> like(row.row(), candidate.row(), columns)))) {
                return false;
            }
        }
        return true;
    }

    /** Holds for the first that meets a condition. */
    private static final class Once<T> implements java.util.function.Predicate<T> {
        private final java.util.function.Predicate<T> condition;
        private boolean found;

        Once(java.util.function.Predicate<T> condition) {
            this.condition = condition;
        }

        @Override
        public boolean test(T value) {
            if (found || !condition.test(value)) {
                return false;
            }
            found = true;
            return true;
        }
    }

    private static boolean like(List<@Nullable Object> a, List<@Nullable Object> b, List<String> columns) {
        for (int i = 0; i < a.size(); i++) {
            Object x = a.get(i);
            Object y = b.get(i);
            if (x instanceof Double p && y instanceof Double q && near(p, q)) {
                continue;
            }
            if (columns.get(i).startsWith("approx") && x instanceof Long p && y instanceof Long q) {
                if (Math.abs(p - q) <= Math.max(1, q * ESTIMATE)) {
                    continue;
                }
            }
            ZSet one = new ZSet();
            one.add(java.util.Collections.singletonList(x), 1);
            one.add(java.util.Collections.singletonList(y), -1);
            if (!one.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= NEAR * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
}
