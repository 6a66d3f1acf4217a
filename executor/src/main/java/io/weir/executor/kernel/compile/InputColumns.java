// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import org.jspecify.annotations.Nullable;

/** Brings the columns of a batch into the form that generated loops read. */
public final class InputColumns {
    private static final boolean[] NO_NULLS = new boolean[Batch.MAX_ROWS];

    private InputColumns() {}

    /** A column, or a field of it, or a field of that; flat. */
    public static Vector column(Batch batch, int index, int... fields) {
        Vector vector = batch.column(index).flat();
        for (int field : fields) {
            RowVector row = (RowVector) vector;
            Vector child = row.fields()[field].flat();
            vector = withNulls(child, either(row.nulls(), child.nulls(), row.size()));
        }
        return vector;
    }

    private static boolean @Nullable [] either(boolean @Nullable [] a, boolean @Nullable [] b, int size) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        boolean[] nulls = new boolean[size];
        for (int i = 0; i < size; i++) {
            nulls[i] = a[i] || b[i];
        }
        return nulls;
    }

    private static Vector withNulls(Vector vector, boolean @Nullable [] nulls) {
        if (vector.nulls() == nulls) {
            return vector;
        } else if (vector instanceof BooleanVector v) {
            return new BooleanVector(v.size(), v.values(), nulls);
        } else if (vector instanceof IntVector v) {
            return new IntVector(v.size(), v.values(), nulls);
        } else if (vector instanceof LongVector v) {
            return new LongVector(v.size(), v.values(), nulls);
        } else if (vector instanceof FloatVector v) {
            return new FloatVector(v.size(), v.values(), nulls);
        } else if (vector instanceof DoubleVector v) {
            return new DoubleVector(v.size(), v.values(), nulls);
        } else if (vector instanceof Int128Vector v) {
            return new Int128Vector(v.size(), v.high(), v.low(), nulls);
        } else if (vector instanceof BytesVector v) {
            return new BytesVector(v.size(), v.blocks(), v.blockOf(), v.starts(), v.lengths(), nulls);
        } else if (vector instanceof RowVector v) {
            return new RowVector(v.size(), v.fields(), nulls);
        } else if (vector instanceof ArrayVector v) {
            return new ArrayVector(v.size(), v.starts(), v.lengths(), v.elements(), nulls);
        } else if (vector instanceof MapVector v) {
            return new MapVector(v.size(), v.starts(), v.lengths(), v.keys(), v.values(), nulls);
        }
        throw new IllegalStateException(vector.getClass().getName());
    }

    /** A mask of at least the given rows; not to be changed. */
    public static boolean[] nulls(Vector vector, int rows) {
        boolean[] nulls = vector.nulls();
        if (nulls != null) {
            return nulls;
        }
        return rows <= NO_NULLS.length ? NO_NULLS : new boolean[rows];
    }
}
