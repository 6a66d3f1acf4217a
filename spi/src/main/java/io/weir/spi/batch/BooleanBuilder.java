// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of BOOLEAN. */
final class BooleanBuilder extends VectorBuilder {
    private boolean[] values;

    BooleanBuilder(int capacity) {
        super(capacity);
        values = new boolean[this.capacity];
    }

    @Override
    public long bytes() {
        return size;
    }

    @Override
    public void appendBoolean(boolean value) {
        ensure();
        values[size++] = value;
    }

    @Override
    void appendPresent(Object value) {
        appendBoolean((Boolean) value);
    }

    @Override
    void appendPresent(Vector source, int at) {
        appendBoolean(((BooleanVector) source).values()[at]);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new BooleanVector(rows, values, nullMask);
    }

    @Override
    protected void renew() {
        values = new boolean[capacity];
    }

    @Override
    protected void setNothing() {
        values[size] = false;
    }

    @Override
    protected void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }
}
