// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A Z-set delta: columnar rows, each with a weight; the only thing beside a barrier that flows through a job.
 *
 * <p>Immutable once sent. {@code rowCount} physical rows lie in the vectors; the selection, when there is one, names in
 * rising order those that count. Weights are by physical row: {@code +1} adds a row, {@code -1} takes one back, never 0;
 * no weights means that every row is {@code +1}.
 *
 * <p>Whoever is handed a batch owns one reference for the length of the call; who keeps it longer calls {@link
 * #retain()} and later {@link #release()}. When the last reference goes, the batch's {@link Recycler}, if any, may use
 * its arrays again and the batch it was derived from is released.
 */
public final class Batch {
    /** The most rows a batch may have. */
    public static final int MAX_ROWS = 2048;
    /** The most bytes a batch of more than one row may hold. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final AtomicIntegerFieldUpdater<Batch> REFERENCES =
            AtomicIntegerFieldUpdater.newUpdater(Batch.class, "references");

    /** Takes back the arrays of a batch that nobody refers to any more. */
    public interface Recycler {
        void recycle(Batch batch);
    }

    private final int rowCount;
    private final Vector[] columns;
    private final int @Nullable [] selection;
    private final int selectedCount;
    private final int @Nullable [] weights;
    private final @Nullable Batch parent;
    private final @Nullable Recycler recycler;

    @SuppressWarnings("UnusedVariable") // read and written through REFERENCES
    private volatile int references = 1;

    /** A batch of all rows of its vectors, which own their arrays. */
    public Batch(int rowCount, Vector... columns) {
        this(rowCount, columns, null, rowCount, null, null, null);
    }

    /**
     * The whole form.
     *
     * @param selection rising physical rows, of which the first {@code selectedCount} count; null for all rows
     * @param weights per physical row; null when every one is +1
     * @param parent a batch whose arrays this one shares; retained here, released with this batch
     */
    public Batch(
            int rowCount,
            Vector[] columns,
            int @Nullable [] selection,
            int selectedCount,
            int @Nullable [] weights,
            @Nullable Batch parent,
            @Nullable Recycler recycler) {
        this.rowCount = rowCount;
        this.columns = columns;
        this.selection = selection;
        this.selectedCount = selection == null ? rowCount : selectedCount;
        this.weights = weights;
        this.parent = parent;
        this.recycler = recycler;
        if (parent != null) {
            parent.retain();
        }
    }

    /** How many rows count: all, or those selected. */
    public int size() {
        return selectedCount;
    }

    /** How many rows the vectors hold. */
    public int rowCount() {
        return rowCount;
    }

    public int columnCount() {
        return columns.length;
    }

    public Vector column(int index) {
        return columns[index];
    }

    /** The columns; not to be changed. */
    public Vector[] columns() {
        return columns;
    }

    /** The physical rows that count, the first {@link #size()} of the array; null when all do. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** Weights by physical row; null when every one is +1. */
    public int @Nullable [] weights() {
        return weights;
    }

    /** The physical row of the i-th row that counts. */
    public int row(int index) {
        return selection == null ? index : selection[index];
    }

    /** The weight of a physical row. */
    public int weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** How many rows are added or taken back: the sum of the absolute weights. */
    public long events() {
        if (weights == null) {
            return selectedCount;
        }
        long sum = 0;
        if (selection == null) {
            for (int i = 0; i < rowCount; i++) {
                sum += Math.abs((long) weights[i]);
            }
        } else {
            for (int i = 0; i < selectedCount; i++) {
                sum += Math.abs((long) weights[selection[i]]);
            }
        }
        return sum;
    }

    /** The same rows with other columns as long as these. */
    public Batch withColumns(Vector... newColumns) {
        return new Batch(rowCount, newColumns, selection, selectedCount, weights, this, null);
    }

    /** Fewer of the same rows; {@code rows} are physical and rise. */
    public Batch withSelection(int[] rows, int count) {
        return new Batch(rowCount, columns, rows, count, weights, this, null);
    }

    /** The same rows with all weights changed in sign. */
    public Batch negated() {
        int[] negative = new int[rowCount];
        if (weights == null) {
            Arrays.fill(negative, -1);
        } else {
            for (int i = 0; i < rowCount; i++) {
                negative[i] = Math.negateExact(weights[i]);
            }
        }
        return new Batch(rowCount, columns, selection, selectedCount, negative, this, null);
    }

    /** The selected rows moved together, so that there is no selection; itself when there is none. */
    public Batch dense() {
        if (selection == null) {
            return this;
        }
        Vector[] moved = new Vector[columns.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Vectors.gather(columns[i], selection, selectedCount);
        }
        int[] movedWeights = null;
        if (weights != null) {
            movedWeights = new int[selectedCount];
            for (int i = 0; i < selectedCount; i++) {
                movedWeights[i] = weights[selection[i]];
            }
        }
        return new Batch(selectedCount, moved, null, selectedCount, movedWeights, this, null);
    }

    /** Keeps the batch alive past the present call. */
    public Batch retain() {
        if (REFERENCES.getAndIncrement(this) <= 0) {
            throw new IllegalStateException("batch used after its last release");
        }
        return this;
    }

    /** Gives up one reference. */
    public void release() {
        int left = REFERENCES.decrementAndGet(this);
        if (left == 0) {
            if (recycler != null) {
                recycler.recycle(this);
            }
            if (parent != null) {
                parent.release();
            }
        } else if (left < 0) {
            throw new IllegalStateException("batch released too often");
        }
    }

    /** Rows as Java objects in order, without weights; for borders and tests. */
    public List<List<@Nullable Object>> rows(List<DataType> types) {
        List<List<@Nullable Object>> rows = new ArrayList<>(selectedCount);
        for (int i = 0; i < selectedCount; i++) {
            List<@Nullable Object> row = new ArrayList<>(columns.length);
            for (int c = 0; c < columns.length; c++) {
                row.add(Vectors.value(columns[c], types.get(c), row(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
