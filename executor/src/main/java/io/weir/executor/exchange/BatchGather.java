// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows on their way to one task, coalesced into batches of up to {@link Batch#MAX_ROWS} rows or {@link Batch#MAX_BYTES}. */
final class BatchGather {
    private final ColumnGather[] columns;
    private final Consumer<Batch> target;
    private final UsedArrays used;
    private int @Nullable [] weights;
    private int size;

    BatchGather(List<DataType> types, UsedArrays used, Consumer<Batch> target) {
        this.used = used;
        this.columns = types.stream().map(ColumnGather::of).toArray(ColumnGather[]::new);
        this.target = target;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Takes physical rows {@code rows[from]} to {@code rows[to - 1]} of a batch.
     *
     * @param rowBytes about how many bytes a row has
     */
    void append(Batch batch, int[] rows, int from, int to, long rowBytes) {
        int start = from;
        while (start < to) {
            int room = Batch.MAX_ROWS - size;
            long bytesLeft = Batch.MAX_BYTES - bytes(rowBytes);
            int count = (int) Math.min(Math.min(to - start, room), Math.max(0, bytesLeft / Math.max(1, rowBytes)));
            if (count == 0 && size > 0) {
                flush();
                continue;
            }
            int end = start + Math.max(1, count);
            appendPart(batch, rows, start, end);
            start = end;
        }
        if (size == Batch.MAX_ROWS) {
            flush();
        }
    }

    private long bytes(long rowBytes) {
        long variable = 0;
        for (ColumnGather column : columns) {
            variable += column.variableBytes();
        }
        return Math.max(variable, size * rowBytes);
    }

    private void appendPart(Batch batch, int[] rows, int from, int to) {
        if (size == 0) {
            Vector[] again = used.take();
            for (int c = 0; again != null && c < columns.length; c++) {
                columns[c].useAgain(again[c]);
            }
        }
        for (int c = 0; c < columns.length; c++) {
            columns[c].append(batch.column(c), rows, from, to);
        }
        int[] of = batch.weights();
        if (of != null || weights != null) {
            int[] mine = weights;
            if (mine == null) {
                mine = new int[Batch.MAX_ROWS];
                Arrays.fill(mine, 0, size, 1);
                weights = mine;
            }
            for (int i = from, at = size; i < to; i++, at++) {
                mine[at] = of == null ? 1 : of[rows[i]];
            }
        }
        size += to - from;
    }

    /** Sends what there is. */
    void flush() {
        if (size == 0) {
            return;
        }
        Vector[] vectors = new Vector[columns.length];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = columns[c].build();
        }
        Batch batch = new Batch(size, vectors, null, size, weights, null, used);
        weights = null;
        size = 0;
        target.accept(batch);
    }
}
