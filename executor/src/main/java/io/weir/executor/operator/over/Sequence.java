// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a partition in order, side by side; a row that is there several times stands several times. */
final class Sequence {
    private final List<DataType> types;
    private final VectorBuilder[] builders;
    private int size;
    /** By row, the first row of the same order. */
    private int[] peersFrom = new int[16];
    /** By row, how many orders there are before it. */
    private int[] groups = new int[16];

    private Vector[] columns = {};
    /** The rows whose values are wanted; the others are there to compute them from. */
    private int wantedFrom = -1;

    private int wantedTo = -1;

    Sequence(List<DataType> types) {
        this.types = types;
        builders = types.stream().map(type -> VectorBuilder.of(type, 16)).toArray(VectorBuilder[]::new);
    }

    // ---- while it is filled

    VectorBuilder column(int column) {
        return builders[column];
    }

    /** Ends a row, after one value was appended to each column. */
    void endRow(boolean peerOfFormer, boolean wanted) {
        if (size == peersFrom.length) {
            peersFrom = Arrays.copyOf(peersFrom, 2 * size);
            groups = Arrays.copyOf(groups, 2 * size);
        }
        boolean peer = size > 0 && peerOfFormer;
        peersFrom[size] = peer ? peersFrom[size - 1] : size;
        groups[size] = size == 0 ? 0 : peer ? groups[size - 1] : groups[size - 1] + 1;
        if (wanted) {
            wantedFrom = wantedFrom < 0 ? size : wantedFrom;
            wantedTo = size + 1;
        }
        size++;
    }

    void end() {
        columns = new Vector[builders.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = builders[i].build();
        }
    }

    // ---- when it is full

    int size() {
        return size;
    }

    int wantedFrom() {
        return Math.max(0, wantedFrom);
    }

    int wantedTo() {
        return Math.max(0, wantedTo);
    }

    Vector[] columns() {
        return columns;
    }

    Batch batch() {
        return new Batch(size, columns);
    }

    DataType type(int column) {
        return types.get(column);
    }

    @Nullable
    Object value(int column, int row) {
        return Vectors.value(columns[column], types.get(column), row);
    }

    boolean isNull(int column, int row) {
        return columns[column].isNull(row);
    }

    int peersFrom(int row) {
        return peersFrom[row];
    }

    /** The first row behind a row that is not of the same order. */
    int peersTo(int row) {
        int from = row + 1;
        int to = size;
        int group = groups[row];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (groups[middle] <= group) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    int group(int row) {
        return groups[row];
    }

    /** The first row of a group or of one behind it; the size when there is none. */
    int firstOfGroup(long group) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (groups[middle] < group) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
