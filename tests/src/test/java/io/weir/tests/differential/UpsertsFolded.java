// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.spi.connector.ChangeMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a table after its upserts so far, for the reference, which knows only rows that are added and taken back. */
final class UpsertsFolded {
    private final Map<Object, List<@Nullable Object>> rows = new HashMap<>();

    private UpsertsFolded() {}

    static Map<String, UpsertsFolded> of(List<RandomTable> tables) {
        Map<String, UpsertsFolded> folds = new HashMap<>();
        for (RandomTable table : tables) {
            if (table.changes() == ChangeMode.UPSERT) {
                folds.put(table.name(), new UpsertsFolded());
            }
        }
        return folds;
    }

    List<Delta> fold(List<Delta> upserts) {
        List<Delta> deltas = new ArrayList<>();
        for (Delta upsert : upserts) {
            Object key = RandomTable.KEYS.stream()
                    .map(column -> upsert.row().get(column))
                    .toList();
            List<@Nullable Object> before = upsert.weight() > 0 ? rows.put(key, upsert.row()) : rows.remove(key);
            if (before != null) {
                deltas.add(new Delta(before, -1));
            }
            if (upsert.weight() > 0) {
                deltas.add(new Delta(upsert.row(), 1));
            }
        }
        return deltas;
    }
}
