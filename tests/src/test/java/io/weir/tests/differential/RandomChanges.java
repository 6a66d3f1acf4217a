// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.reference.Delta;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random rows for a table, by split: event time goes forward with some disorder, earlier rows are taken back where the table allows it. */
final class RandomChanges {
    private RandomChanges() {}

    /** For each split its changes in order, about {@code count} in all; no row is ever taken back more often than it was added. */
    static List<List<Delta>> of(RandomTable table, int count, SplittableRandom random) {
        if (table.changes() == ChangeMode.UPSERT) {
            return upserts(table, count, random);
        }
        Values values = new Values(random);
        List<List<Delta>> splits = new ArrayList<>();
        for (int s = 0; s < table.splits(); s++) {
            List<Delta> changes = new ArrayList<>();
            List<List<@Nullable Object>> alive = new ArrayList<>();
            long now = Values.BASE_MICROS + random.nextInt(2_000) * 1_000L;
            while (changes.size() < count / table.splits() + 1) {
                now += random.nextInt(4) == 0 ? 0 : random.nextInt(600) * 1_000L;
                if (table.updating() && !alive.isEmpty() && random.nextInt(3) == 0) {
                    changes.add(new Delta(alive.remove(random.nextInt(alive.size())), -1));
                    continue;
                }
                List<@Nullable Object> row = row(table, values, now);
                int weight = table.updating() && random.nextInt(10) == 0 ? 2 : 1;
                changes.add(new Delta(row, weight));
                for (int w = 0; w < weight; w++) {
                    alive.add(row);
                }
                if (random.nextInt(6) == 0) {
                    changes.add(new Delta(row, 1)); // the same row once more
                    alive.add(row);
                }
            }
            splits.add(changes);
        }
        return splits;
    }

    private static List<@Nullable Object> row(RandomTable table, Values values, long now) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int c = 0; c < table.schema().size(); c++) {
            DataType type = table.schema().type(c);
            row.add(RandomTable.KEYS.contains(c) ? values.key(type, table.keys()) : values.value(type, now));
        }
        return row;
    }

    /** Of a removal only the key counts, and it may be of a key that has no row. All rows of a key are in one split. */
    private static List<List<Delta>> upserts(RandomTable table, int count, SplittableRandom random) {
        Values values = new Values(random);
        List<List<Delta>> splits = new ArrayList<>();
        for (int s = 0; s < table.splits(); s++) {
            splits.add(new ArrayList<>());
        }
        long now = Values.BASE_MICROS + random.nextInt(2_000) * 1_000L;
        for (int i = 0; i <= count; i++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextInt(300) * 1_000L;
            List<@Nullable Object> row = row(table, values, now);
            int split = ((Integer) Objects.requireNonNull(row.get(1))) % table.splits();
            splits.get(split).add(new Delta(row, random.nextInt(5) == 0 ? -1 : 1));
        }
        return splits;
    }
}
