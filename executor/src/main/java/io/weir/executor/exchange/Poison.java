// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import java.util.Arrays;

/**
 * Overwrites the arrays of a released batch, as one that uses them again does: in simulations and harnesses, so that whoever
 * still reads them is found out.
 */
public final class Poison {
    private static final int BAD = 0xBADBAD;

    private Poison() {}

    public static void spoil(Batch batch) {
        for (Vector column : batch.columns()) {
            spoil(column);
        }
    }

    private static void spoil(Vector vector) {
        if (vector instanceof BooleanVector v) {
            for (int i = 0; i < v.values().length; i++) {
                v.values()[i] = !v.values()[i];
            }
        } else if (vector instanceof IntVector v) {
            Arrays.fill(v.values(), BAD);
        } else if (vector instanceof LongVector v) {
            Arrays.fill(v.values(), BAD);
        } else if (vector instanceof FloatVector v) {
            Arrays.fill(v.values(), BAD);
        } else if (vector instanceof DoubleVector v) {
            Arrays.fill(v.values(), BAD);
        } else if (vector instanceof Int128Vector v) {
            Arrays.fill(v.high(), BAD);
            Arrays.fill(v.low(), BAD);
        } else if (vector instanceof BytesVector v) {
            for (byte[] block : v.blocks()) {
                Arrays.fill(block, (byte) '#');
            }
        } else if (vector instanceof RowVector v) {
            Arrays.stream(v.fields()).forEach(Poison::spoil);
        } else if (vector instanceof ArrayVector v) {
            spoil(v.elements());
        } else if (vector instanceof MapVector v) {
            spoil(v.keys());
            spoil(v.values());
        } else if (vector instanceof ConstantVector v) {
            spoil(v.value());
        } else if (vector instanceof DictionaryVector v) {
            spoil(v.values());
        }
    }
}
