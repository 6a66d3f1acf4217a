// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes trials that another database can answer too: bounded tables of common types, queries of the common dialect. */
final class SharedTrial {
    private static final int ROWS = 40;

    private SharedTrial() {}

    static Trial random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int keys = 3 + random.nextInt(8);
        List<RandomTable> tables = new ArrayList<>();
        Map<String, List<List<Delta>>> changes = new HashMap<>();
        for (String name : List.of("t", "u")) {
            RandomTable table = RandomTable.shared(name, keys, random);
            tables.add(table);
            changes.put(name, List.of(rows(table, random)));
        }
        Draft query = new RandomQuery(new Grammar(tables, true, true, false, random)).sharedDraft();
        return new Trial(tables, changes, query, true, seed);
    }

    private static List<Delta> rows(RandomTable table, SplittableRandom random) {
        List<Delta> rows = new ArrayList<>();
        int id = table.schema().indexOf(RandomTable.ID);
        for (Delta delta : RandomChanges.of(table, ROWS, random).get(0)) {
            List<@Nullable Object> row = new ArrayList<>(delta.row());
            row.set(id, (long) rows.size());
            row.replaceAll(SharedTrial::plain);
            rows.add(new Delta(row, 1));
        }
        return rows;
    }

    /** Doubles that are numbers, texts that every database takes. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Double d) {
            return Double.isFinite(d) ? (Object) (d + 0.0) : null;
        } else if (value instanceof Long number && (number == Long.MIN_VALUE || number == Long.MAX_VALUE)) {
            return null;
        }
        return value instanceof String text ? text.replace("\u0000", "") : value;
    }
}
