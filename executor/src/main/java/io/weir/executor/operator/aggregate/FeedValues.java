// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import java.util.Arrays;

/** Gives each value that occurs in a window to the accumulators that see values once. */
final class FeedValues implements WindowStep {
    private final Feed feed;
    private final int[] columns;
    private final int width;
    private final TableRows values;
    private final StateTable into;
    private final GroupKeys keys;

    private final int[] present = new int[Batch.MAX_ROWS];

    /** @param columns of the input that the keys of {@code values} are, those of the group first */
    FeedValues(Feed feed, int[] columns, StateTable values, StateTable into, GroupKeys keys) {
        this.feed = feed;
        this.columns = columns;
        this.values = new TableRows(values);
        this.into = into;
        this.keys = keys;
        width = Arrays.stream(columns).max().orElse(0) + 1;
    }

    @Override
    public int run() {
        int count = values.next();
        if (count <= 0) {
            return count < 0 ? count : TableScan.SLICE;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long occurs = values.table().word(values.rows()[i], DistinctValues.COUNT);
            if (occurs < 0) {
                throw NegativeMultiplicity.ofValue();
            }
            present[kept] = i;
            kept += occurs > 0 ? 1 : 0;
        }
        if (kept > 0) {
            values.keep(present, kept);
            Batch batch = inPlace(values.keys());
            int[] groups = keys.resolve(into, batch);
            feed.intake().takeAll(batch, groups);
            for (Accumulator each : feed.accumulators()) {
                each.add(into);
            }
            feed.intake().drop();
            batch.release();
        }
        return count;
    }

    /** The columns where the input has them; elsewhere stands what nobody reads. */
    private Batch inPlace(Batch keyed) {
        Vector[] placed = new Vector[width];
        Arrays.fill(placed, keyed.column(0));
        for (int i = 0; i < columns.length; i++) {
            placed[columns[i]] = keyed.column(i);
        }
        Batch batch = keyed.withColumns(placed);
        keyed.release();
        return batch;
    }
}
