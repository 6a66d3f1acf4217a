// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Utf8;
import java.nio.ByteBuffer;

/**
 * The values of a sum that cannot go into a double-double: counts of NaN and the infinities, and the sum of huge values,
 * kept divided by 2^64 so that it does not overflow and can be taken back.
 *
 * <p>Five words as bytes; NULL, as in almost every group, when there are none.
 */
final class OddDoubles {
    /** From here on a value is huge: the sum of 2^63 smaller ones is still finite. */
    static final double HUGE = 0x1p960;

    private static final double SCALE = 0x1p64;
    private static final int BYTES = 5 * Long.BYTES;

    private final int column;
    private final Utf8 piece = new Utf8();
    private final GrowableBytes bytes = new GrowableBytes(BYTES);

    private long nan;
    private long plus;
    private long minus;
    private double high;
    private double low;

    OddDoubles(int column) {
        this.column = column;
    }

    static boolean isOdd(double value) {
        return !(Math.abs(value) < HUGE);
    }

    void add(StateTable table, int row, double value, long weight) {
        read(table, row);
        if (Double.isNaN(value)) {
            nan += weight;
        } else if (value == Double.POSITIVE_INFINITY) {
            plus += weight;
        } else if (value == Double.NEGATIVE_INFINITY) {
            minus += weight;
        } else {
            double scaled = value / SCALE;
            double product = scaled * weight;
            addHuge(product, Math.fma(scaled, (double) weight, -product));
        }
        write(table, row);
    }

    void merge(StateTable table, int row, byte[] from, int start, int sign) {
        read(table, row);
        ByteBuffer other = ByteBuffer.wrap(from, start, BYTES);
        nan += sign * other.getLong();
        plus += sign * other.getLong();
        minus += sign * other.getLong();
        addHuge(sign * other.getDouble(), sign * other.getDouble());
        write(table, row);
    }

    /** The sum of these and of the double-double in the row. */
    double total(StateTable table, int row, double restHigh, double restLow) {
        read(table, row);
        if (nan > 0 || (plus > 0 && minus > 0)) {
            return Double.NaN;
        }
        if (plus > 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (minus > 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (high == 0 && low == 0) {
            return restHigh + restLow;
        }
        return (high + (low + (restHigh + restLow) / SCALE)) * SCALE;
    }

    private void addHuge(double valueHigh, double valueLow) {
        double sum = high + valueHigh;
        double error = DoubleDouble.error(high, valueHigh, sum) + low + valueLow;
        high = sum + error;
        low = error - (high - sum);
    }

    private void read(StateTable table, int row) {
        if (table.isNull(row, column)) {
            nan = 0;
            plus = 0;
            minus = 0;
            high = 0;
            low = 0;
            return;
        }
        table.readBytes(row, column, piece);
        ByteBuffer buffer = ByteBuffer.wrap(piece.bytes(), piece.start(), BYTES);
        nan = buffer.getLong();
        plus = buffer.getLong();
        minus = buffer.getLong();
        high = buffer.getDouble();
        low = buffer.getDouble();
    }

    private void write(StateTable table, int row) {
        if ((nan | plus | minus) == 0 && high == 0 && low == 0) {
            table.setNull(row, column);
            return;
        }
        bytes.clear();
        bytes.putLong(nan);
        bytes.putLong(plus);
        bytes.putLong(minus);
        bytes.putLong(Double.doubleToRawLongBits(high));
        bytes.putLong(Double.doubleToRawLongBits(low));
        table.writeBytes(row, column, bytes.bytes(), 0, bytes.length());
    }
}
