// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** Rows with their values on the way out: many at once as batches of their own, few put together with others. */
final class Answers {
    private static final int MANY = 128;
    private static final int FIRST_CAPACITY = 64;

    private final List<DataType> types;
    private final Queue<Batch> out;

    // ---- the few that wait for others
    private final VectorBuilder[] few;
    private int[] weights = new int[FIRST_CAPACITY];
    private int count;
    private boolean once = true;

    /** @param types of all columns: those of the rows, then those of the calls */
    Answers(List<DataType> types, Queue<Batch> out) {
        this.types = types;
        this.out = out;
        few = new VectorBuilder[types.size()];
    }

    /** Takes rows, all with weights of the same sign; they are copied. */
    void take(Picks picks, Entries of, Vector[] values, int sign) {
        int from = 0;
        while (picks.count() - from >= MANY) {
            int size = Math.min(Batch.MAX_ROWS, picks.count() - from);
            many(picks, from, size, of, values, sign);
            from += size;
        }
        if (from < picks.count()) {
            few(picks, from, of, values, sign);
        }
    }

    private void many(Picks picks, int from, int size, Entries of, Vector[] values, int sign) {
        int[] entries = Arrays.copyOfRange(picks.entries(), from, from + size);
        int[] segments = Arrays.copyOfRange(picks.segments(), from, from + size);
        Vector[] columns = of.columns();
        Vector[] all = new Vector[types.size()];
        for (int i = 0; i < all.length; i++) {
            boolean isColumn = i < columns.length;
            all[i] = copy(
                    types.get(i), isColumn ? columns[i] : values[i - columns.length], isColumn ? entries : segments);
        }
        int[] signed = null;
        if (sign < 0 || !picks.once()) {
            signed = new int[size];
            for (int i = 0; i < size; i++) {
                signed[i] = sign * picks.weights()[from + i];
            }
        }
        out.add(new Batch(size, all, null, size, signed, null, null));
    }

    private static Vector copy(DataType type, Vector vector, int[] rows) {
        switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, INT128 -> {
                return Vectors.gather(vector, rows, rows.length);
            }
            case BYTES, ROW, ARRAY, MAP -> {
                VectorBuilder copy = VectorBuilder.of(type, rows.length);
                for (int row : rows) {
                    copy.append(vector, row);
                }
                return copy.build();
            }
        }
        throw new IllegalStateException(type.sql());
    }

    private void few(Picks picks, int from, Entries of, Vector[] values, int sign) {
        if (count + picks.count() - from > Batch.MAX_ROWS) {
            flush();
        }
        if (count == 0) {
            for (int i = 0; i < few.length; i++) {
                few[i] = VectorBuilder.of(types.get(i), FIRST_CAPACITY);
            }
        }
        int to = picks.count();
        Vector[] columns = of.columns();
        for (int i = 0; i < few.length; i++) {
            boolean isColumn = i < columns.length;
            Vector vector = isColumn ? columns[i] : values[i - columns.length];
            int[] rows = isColumn ? picks.entries() : picks.segments();
            for (int k = from; k < to; k++) {
                few[i].append(vector, rows[k]);
            }
        }
        if (weights.length < count + to - from) {
            weights = Arrays.copyOf(weights, Math.max(2 * weights.length, count + to - from));
        }
        for (int k = from; k < to; k++) {
            weights[count++] = sign * picks.weights()[k];
        }
        once &= sign > 0 && picks.once();
    }

    /** Sends what waits; says whether there was anything. */
    boolean flush() {
        if (count == 0) {
            return false;
        }
        Vector[] all = new Vector[few.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = few[i].build();
        }
        out.add(new Batch(count, all, null, count, once ? null : Arrays.copyOf(weights, count), null, null));
        count = 0;
        once = true;
        return true;
    }
}
