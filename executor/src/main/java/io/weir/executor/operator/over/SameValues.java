// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import java.util.Arrays;

/** Compares rows of values of the same types: NULL is NULL, and a NaN another. */
final class SameValues {
    private final GrowableBytes left = new GrowableBytes();
    private final GrowableBytes right = new GrowableBytes();

    boolean are(Vector[] a, int i, Vector[] b, int j) {
        for (int column = 0; column < a.length; column++) {
            if (!same(a[column], i, b[column], j)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Vector a, int i, Vector b, int j) {
        if (a.isNull(i) || b.isNull(j)) {
            return a.isNull(i) && b.isNull(j);
        }
        if (a instanceof LongVector v) {
            return v.values()[i] == ((LongVector) b).values()[j];
        } else if (a instanceof IntVector v) {
            return v.values()[i] == ((IntVector) b).values()[j];
        } else if (a instanceof DoubleVector v) {
            return Double.compare(v.values()[i] + 0.0, ((DoubleVector) b).values()[j] + 0.0) == 0;
        } else if (a instanceof FloatVector v) {
            return Float.compare(v.values()[i] + 0.0f, ((FloatVector) b).values()[j] + 0.0f) == 0;
        } else if (a instanceof BooleanVector v) {
            return v.values()[i] == ((BooleanVector) b).values()[j];
        } else if (a instanceof Int128Vector v) {
            Int128Vector w = (Int128Vector) b;
            return v.high()[i] == w.high()[j] && v.low()[i] == w.low()[j];
        } else if (a instanceof BytesVector v) {
            BytesVector w = (BytesVector) b;
            int from = v.starts()[i];
            int other = w.starts()[j];
            return Arrays.equals(v.block(i), from, from + v.lengths()[i], w.block(j), other, other + w.lengths()[j]);
        }
        left.clear();
        right.clear();
        CanonicalBytes.encode(a, i, left);
        CanonicalBytes.encode(b, j, right);
        return Arrays.equals(left.bytes(), 0, left.length(), right.bytes(), 0, right.length());
    }
}
