// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of DOUBLE. */
final class DoubleBuilder extends VectorBuilder {
    private double[] values;

    DoubleBuilder(int capacity) {
        super(capacity);
        values = new double[this.capacity];
    }

    @Override
    public long bytes() {
        return 8L * size;
    }

    @Override
    public void appendDouble(double value) {
        ensure();
        values[size++] = value;
    }

    @Override
    void appendPresent(Object value) {
        appendDouble(((Number) value).doubleValue());
    }

    @Override
    void appendPresent(Vector source, int at) {
        appendDouble(((DoubleVector) source).values()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new DoubleVector(rows, values, nullMask);
    }

    @Override
    protected void renew() {
        values = new double[capacity];
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
