// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column whose values are {@code int}s. */
final class IntBuilder extends VectorBuilder {
    private int[] values;

    IntBuilder(int capacity) {
        super(capacity);
        values = new int[this.capacity];
    }

    @Override
    public long bytes() {
        return 4L * size;
    }

    @Override
    public void appendInt(int value) {
        ensure();
        values[size++] = value;
    }

    @Override
    void appendPresent(Object value) {
        appendInt(((Number) value).intValue());
    }

    @Override
    void appendPresent(Vector source, int at) {
        appendInt(((IntVector) source).values()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new IntVector(rows, values, nullMask);
    }

    @Override
    protected void renew() {
        values = new int[capacity];
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
