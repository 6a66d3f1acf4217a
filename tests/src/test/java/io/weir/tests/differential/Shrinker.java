// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.spi.connector.ChangeMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing trial smaller as long as it goes on failing: leaves out parts of the query, and changes by halves and then by smaller
 * pieces.
 */
final class Shrinker {
    private static final int TRIES_MAX = 400;

    private final Predicate<Trial> fails;
    private int tries;

    Shrinker(Predicate<Trial> fails) {
        this.fails = fails;
    }

    Trial shrink(Trial failing) {
        Trial smallest = query(failing);
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (String table : smallest.changes().keySet()) {
                for (int split = 0; split < smallest.changes().get(table).size(); split++) {
                    int size = smallest.changes().get(table).get(split).size();
                    for (int piece = Math.max(1, size / 2); piece >= 1; piece /= 2) {
                        for (int from = 0;
                                from < smallest.changes().get(table).get(split).size(); ) {
                            Trial without = without(smallest, table, split, from, piece);
                            if (tries++ > TRIES_MAX) {
                                return smallest;
                            }
                            if (without != null && fails.test(without)) {
                                smallest = without;
                                smaller = true;
                            } else {
                                from += piece;
                            }
                        }
                    }
                }
            }
        }
        return query(smallest);
    }

    private Trial query(Trial failing) {
        for (Draft simpler : failing.query().simpler()) {
            Trial trial = failing.with(simpler);
            if (tries++ < TRIES_MAX && fails.test(trial)) {
                return query(trial);
            }
        }
        return failing;
    }

    /** Null when a row would then be taken back that was never there. */
    private static @Nullable Trial without(Trial trial, String table, int split, int from, int count) {
        List<Delta> left = new ArrayList<>(trial.changes().get(table).get(split));
        left.subList(from, Math.min(left.size(), from + count)).clear();
        Map<List<@Nullable Object>, Long> weights = new HashMap<>();
        boolean upserts = trial.tables().stream()
                .anyMatch(each -> each.name().equals(table) && each.changes() == ChangeMode.UPSERT);
        for (Delta delta : left) {
            if (!upserts && weights.merge(delta.row(), delta.weight(), Long::sum) < 0) {
                return null;
            }
        }
        Map<String, List<List<Delta>>> changes = new HashMap<>(trial.changes());
        List<List<Delta>> splits = new ArrayList<>(changes.get(table));
        splits.set(split, left);
        changes.put(table, splits);
        return trial.with(changes);
    }
}
