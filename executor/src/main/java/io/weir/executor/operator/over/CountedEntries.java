// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.AggregateCall;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.List;

/** Which entries an aggregate counts: those whose arguments are not NULL and that its filter lets pass. */
final class CountedEntries {
    private final int[] notNull;
    private final int filter;

    private boolean[] counts = {};
    private int size;

    CountedEntries(AggregateCall call, List<DataType> types) {
        notNull = call.arguments().stream()
                .mapToInt(Integer::intValue)
                .filter(argument -> types.get(argument).nullable())
                .distinct()
                .toArray();
        filter = call.filter();
    }

    void begin(Entries entries) {
        size = entries.size();
        if (counts.length < size) {
            counts = new boolean[Math.max(2 * counts.length, size)];
        }
        for (int i = 0; i < size; i++) {
            counts[i] = true;
        }
        for (int column : notNull) {
            boolean[] nulls = entries.columns()[column].nulls();
            for (int i = 0; nulls != null && i < size; i++) {
                counts[i] &= !nulls[i];
            }
        }
        if (filter >= 0) {
            BooleanVector passes = (BooleanVector) entries.columns()[filter];
            for (int i = 0; i < size; i++) {
                counts[i] &= passes.values()[i] && !passes.isNull(i);
            }
        }
    }

    boolean counts(int entry) {
        return counts[entry];
    }

    /** Whole numbers as longs, in the given array if they have to be copied into one. */
    long[] longs(Vector column, long[] room) {
        if (column instanceof LongVector longs) {
            return longs.values();
        }
        int[] ints = ((IntVector) column).values();
        long[] into = room.length < size ? new long[Math.max(64, 2 * size)] : room;
        for (int i = 0; i < size; i++) {
            into[i] = ints[i];
        }
        return into;
    }
}
