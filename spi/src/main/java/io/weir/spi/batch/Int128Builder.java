// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of decimals of more than 18 digits. */
final class Int128Builder extends VectorBuilder {
    private final int scale;
    private long[] high;
    private long[] low;

    Int128Builder(int capacity, int scale) {
        super(capacity);
        this.scale = scale;
        high = new long[this.capacity];
        low = new long[this.capacity];
    }

    @Override
    public long bytes() {
        return 16L * size;
    }

    @Override
    public void appendInt128(long highWord, long lowWord) {
        ensure();
        high[size] = highWord;
        low[size++] = lowWord;
    }

    @Override
    void appendPresent(Object value) {
        BigInteger unscaled =
                value instanceof BigDecimal decimal ? decimal.setScale(scale).unscaledValue() : (BigInteger) value;
        appendInt128(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
    }

    @Override
    void appendPresent(Vector source, int at) {
        Int128Vector v = (Int128Vector) source;
        appendInt128(v.high()[at], v.low()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new Int128Vector(rows, high, low, nullMask);
    }

    @Override
    protected void renew() {
        high = new long[capacity];
        low = new long[capacity];
    }

    @Override
    protected void setNothing() {
        high[size] = 0;
        low[size] = 0;
    }

    @Override
    protected void grow(int newCapacity) {
        high = Arrays.copyOf(high, newCapacity);
        low = Arrays.copyOf(low, newCapacity);
    }
}
