// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;

/**
 * An argument as one {@code long} for each row of an intake, in the order of SQL values.
 *
 * <p>Integers, times, short decimals and BOOLEAN are their own order. FLOAT and DOUBLE become their bits with those of
 * negative values flipped: -0.0 as 0.0, NaN greatest.
 */
final class LongColumn {
    private final Intake intake;
    private final int column;

    private long turn;
    private long[] values = {};
    private long[] own = {};

    LongColumn(Intake intake, int column) {
        this.intake = intake;
        this.column = column;
    }

    long[] values() {
        if (turn != intake.turn()) {
            turn = intake.turn();
            values = read();
        }
        return values;
    }

    private long[] read() {
        Vector vector = intake.column(column);
        int[] rows = intake.rows();
        int count = intake.count();
        if (vector instanceof LongVector longs && rows == null) {
            return longs.values();
        }
        if (own.length < count) {
            own = new long[Math.max(Batch.MAX_ROWS, count)];
        }
        long[] to = own;
        if (vector instanceof LongVector longs) {
            long[] from = longs.values();
            for (int i = 0; i < count; i++) {
                to[i] = from[intake.row(i)];
            }
        } else if (vector instanceof IntVector ints) {
            int[] from = ints.values();
            if (rows == null) {
                for (int i = 0; i < count; i++) {
                    to[i] = from[i];
                }
            } else {
                for (int i = 0; i < count; i++) {
                    to[i] = from[rows[i]];
                }
            }
        } else if (vector instanceof DoubleVector doubles) {
            double[] from = doubles.values();
            for (int i = 0; i < count; i++) {
                to[i] = ordered(from[intake.row(i)]);
            }
        } else if (vector instanceof FloatVector floats) {
            float[] from = floats.values();
            for (int i = 0; i < count; i++) {
                to[i] = ordered(from[intake.row(i)]);
            }
        } else {
            boolean[] from = ((BooleanVector) vector).values();
            for (int i = 0; i < count; i++) {
                to[i] = from[intake.row(i)] ? 1 : 0;
            }
        }
        return to;
    }

    /** Bits whose order is that of the values. */
    static long ordered(double value) {
        long bits = Double.doubleToLongBits(value + 0.0); // -0.0 + 0.0 is 0.0; one NaN
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    static double unordered(long word) {
        return Double.longBitsToDouble(word ^ (word >> 63 & Long.MAX_VALUE));
    }
}
