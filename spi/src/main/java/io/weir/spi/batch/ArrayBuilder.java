// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType.ArrayType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a column of ARRAY: one builder for the elements of all rows. */
final class ArrayBuilder extends VectorBuilder {
    private final VectorBuilder elements;
    private int[] starts;
    private int[] lengths;

    ArrayBuilder(int capacity, ArrayType type) {
        super(capacity);
        elements = of(type.element(), capacity);
        starts = new int[this.capacity];
        lengths = new int[this.capacity];
    }

    @Override
    public long bytes() {
        return 8L * size + elements.bytes();
    }

    @Override
    public VectorBuilder child(int index) {
        return elements;
    }

    @Override
    public void appendChildren() {
        ensure();
        starts[size] = end(size);
        lengths[size] = elements.size() - starts[size];
        size++;
    }

    /** Where the elements of the first rows end. */
    private int end(int rows) {
        return rows == 0 ? 0 : starts[rows - 1] + lengths[rows - 1];
    }

    @Override
    void appendPresent(Object value) {
        ensure();
        starts[size] = elements.size();
        for (Object element : (List<?>) value) {
            elements.appendValue(element);
        }
        lengths[size] = elements.size() - starts[size];
        size++;
    }

    @Override
    void appendPresent(Vector source, int at) {
        ensure();
        ArrayVector v = (ArrayVector) source;
        starts[size] = elements.size();
        lengths[size] = v.lengths()[at];
        for (int i = 0; i < v.lengths()[at]; i++) {
            elements.append(v.elements(), v.starts()[at] + i);
        }
        size++;
    }

    @Override
    public void truncate(int rows) {
        super.truncate(rows);
        elements.truncate(end(rows));
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new ArrayVector(rows, starts, lengths, elements.view(), nullMask);
    }

    @Override
    protected void renew() {
        elements.drop();
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    protected void setNothing() {
        starts[size] = elements.size();
        lengths[size] = 0;
    }

    @Override
    protected void grow(int newCapacity) {
        starts = Arrays.copyOf(starts, newCapacity);
        lengths = Arrays.copyOf(lengths, newCapacity);
    }
}
