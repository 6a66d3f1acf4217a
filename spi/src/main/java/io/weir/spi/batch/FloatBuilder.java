// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of FLOAT. */
final class FloatBuilder extends VectorBuilder {
    private float[] values;

    FloatBuilder(int capacity) {
        super(capacity);
        values = new float[this.capacity];
    }

    @Override
    public long bytes() {
        return 4L * size;
    }

    @Override
    public void appendFloat(float value) {
        ensure();
        values[size++] = value;
    }

    @Override
    void appendPresent(Object value) {
        appendFloat(((Number) value).floatValue());
    }

    @Override
    void appendPresent(Vector source, int at) {
        appendFloat(((FloatVector) source).values()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new FloatVector(rows, values, nullMask);
    }

    @Override
    protected void renew() {
        values = new float[capacity];
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
