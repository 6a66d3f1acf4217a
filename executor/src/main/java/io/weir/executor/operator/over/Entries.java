// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Different rows of a partition in order, side by side: each once, with how often it was there before this epoch and is now. */
final class Entries {
    private static final int FIRST_CAPACITY = 64;
    /** Rows above which room is not kept for others. */
    private static final int MOST_KEPT = 65_536;

    private final List<DataType> types;
    private final VectorBuilder[] builders;
    private final Vector[] columns;
    private int size;
    private long[] was = new long[FIRST_CAPACITY];
    private long[] now = new long[FIRST_CAPACITY];
    /** By row, how many orders there are before it. */
    private int[] orders = new int[FIRST_CAPACITY];

    // ---- the rows whose values are wanted; the others are there to compute them from
    private int wantedFrom;
    private int wantedTo;

    Entries(List<DataType> types) {
        this.types = types;
        builders = new VectorBuilder[types.size()];
        columns = new Vector[builders.length];
        renew();
    }

    private void renew() {
        for (int i = 0; i < builders.length; i++) {
            builders[i] = VectorBuilder.of(types.get(i), FIRST_CAPACITY);
        }
    }

    // ---- while it is filled

    void clear() {
        if (size > MOST_KEPT) {
            renew();
            was = new long[FIRST_CAPACITY];
            now = new long[FIRST_CAPACITY];
            orders = new int[FIRST_CAPACITY];
        }
        size = 0;
        wantedFrom = 0;
        wantedTo = 0;
        for (VectorBuilder builder : builders) {
            builder.truncate(0);
        }
    }

    VectorBuilder column(int column) {
        return builders[column];
    }

    /** Ends a row, after one value was appended to each column. */
    void endRow(boolean peerOfFormer, long weightBefore, long weightNow) {
        if (size == was.length) {
            was = Arrays.copyOf(was, 2 * size);
            now = Arrays.copyOf(now, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
        }
        was[size] = weightBefore;
        now[size] = weightNow;
        orders[size] = size == 0 ? 0 : peerOfFormer ? orders[size - 1] : orders[size - 1] + 1;
        size++;
    }

    void wantFrom(int row) {
        wantedFrom = row;
    }

    void wantTo(int row) {
        wantedTo = row;
    }

    void end() {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = builders[i].view();
        }
    }

    // ---- when it is full

    int size() {
        return size;
    }

    int wantedFrom() {
        return wantedFrom;
    }

    int wantedTo() {
        return wantedTo;
    }

    /** The columns, good until other rows are taken. */
    Vector[] columns() {
        return columns;
    }

    DataType type(int column) {
        return types.get(column);
    }

    @Nullable
    Object value(int column, int row) {
        return Vectors.value(columns[column], types.get(column), row);
    }

    long[] was() {
        return was;
    }

    long[] now() {
        return now;
    }

    int[] orders() {
        return orders;
    }
}
