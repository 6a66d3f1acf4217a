// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows into batches.
 *
 * <p>A row is appended to each of the {@link #column}s and then {@linkplain #endRow ended} with its weight; {@link
 * #rollback} takes back what was appended of a row that did not come to its end. Between rows the caller asks {@link
 * #full} and takes the batch with {@link #build}.
 */
public final class BatchBuilder {
    private final VectorBuilder[] columns;
    private int @Nullable [] weights;
    private int rows;

    public BatchBuilder(List<DataType> types) {
        this(types, 256);
    }

    public BatchBuilder(List<DataType> types, int capacity) {
        columns = types.stream().map(t -> VectorBuilder.of(t, capacity)).toArray(VectorBuilder[]::new);
    }

    public VectorBuilder column(int index) {
        return columns[index];
    }

    public int columnCount() {
        return columns.length;
    }

    /** Rows ended since the last build. */
    public int size() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Whether the batch has reached the most rows or bytes it may have. */
    public boolean full() {
        return rows >= Batch.MAX_ROWS || bytes() >= Batch.MAX_BYTES;
    }

    private long bytes() {
        long sum = 0;
        for (VectorBuilder column : columns) {
            sum += column.bytes();
        }
        return sum;
    }

    public void endRow(int weight) {
        int[] present = weights;
        if (weight != 1 && present == null) {
            present = new int[Math.max(256, rows + 1)];
            Arrays.fill(present, 0, rows, 1);
            weights = present;
        }
        if (present != null) {
            if (present.length == rows) {
                present = Arrays.copyOf(present, rows * 2);
                weights = present;
            }
            present[rows] = weight;
        }
        rows++;
    }

    /** Takes back the values of a row that was not ended. */
    public void rollback() {
        for (VectorBuilder column : columns) {
            // Also one that has no more rows: its children may have a part of one.
            column.truncate(rows);
        }
    }

    /** Takes back ended rows beyond the first so many, and what was appended of one that did not come to its end. */
    public void truncate(int count) {
        rows = Math.min(rows, count);
        rollback();
    }

    /** A whole row of Java objects. */
    public void append(List<? extends @Nullable Object> values, int weight) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].appendValue(values.get(i));
        }
        endRow(weight);
    }

    /** A physical row of a batch with the same columns. */
    public void append(Batch batch, int row, int weight) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(batch.column(i), row);
        }
        endRow(weight);
    }

    /** The rows so far; the builder is empty afterwards. */
    public Batch build() {
        Vector[] vectors = new Vector[columns.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = columns[i].build();
        }
        Batch batch = new Batch(rows, vectors, null, rows, weights, null, null);
        rows = 0;
        weights = null;
        return batch;
    }
}
