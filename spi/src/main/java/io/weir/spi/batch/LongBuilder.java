// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column whose values are {@code long}s, decimals of up to 18 digits among them. */
final class LongBuilder extends VectorBuilder {
    private final int scale;
    private long[] values;

    LongBuilder(int capacity, int scale) {
        super(capacity);
        this.scale = scale;
        values = new long[this.capacity];
    }

    @Override
    public long bytes() {
        return 8L * size;
    }

    @Override
    public void appendLong(long value) {
        ensure();
        values[size++] = value;
    }

    @Override
    void appendPresent(Object value) {
        if (value instanceof BigDecimal decimal) {
            appendLong(decimal.setScale(Math.max(0, scale)).unscaledValue().longValueExact());
        } else {
            appendLong(((Number) value).longValue());
        }
    }

    @Override
    void appendPresent(Vector source, int at) {
        appendLong(((LongVector) source).values()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new LongVector(rows, values, nullMask);
    }

    @Override
    protected void renew() {
        values = new long[capacity];
    }

    @Override
    protected void setNothing() {
        values[size] = 0;
    }

    @Override
    protected void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }
}
