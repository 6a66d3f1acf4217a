// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType.MapType;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers a column of MAP: one builder for the keys of all rows and one for their values. */
final class MapBuilder extends VectorBuilder {
    private final VectorBuilder keys;
    private final VectorBuilder values;
    private int[] starts;
    private int[] lengths;

    MapBuilder(int capacity, MapType type) {
        super(capacity);
        keys = of(type.key(), capacity);
        values = of(type.value(), capacity);
        starts = new int[this.capacity];
        lengths = new int[this.capacity];
    }

    @Override
    public long bytes() {
        return 8L * size + keys.bytes() + values.bytes();
    }

    @Override
    public VectorBuilder child(int index) {
        return index == 0 ? keys : values;
    }

    @Override
    public void appendChildren() {
        ensure();
        starts[size] = end(size);
        lengths[size] = keys.size() - starts[size];
        size++;
    }

    /** Where the entries of the first rows end. */
    private int end(int rows) {
        return rows == 0 ? 0 : starts[rows - 1] + lengths[rows - 1];
    }

    @Override
    void appendPresent(Object value) {
        ensure();
        starts[size] = keys.size();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            keys.appendValue(entry.getKey());
            values.appendValue(entry.getValue());
        }
        lengths[size] = keys.size() - starts[size];
        size++;
    }

    @Override
    void appendPresent(Vector source, int at) {
        ensure();
        MapVector v = (MapVector) source;
        starts[size] = keys.size();
        lengths[size] = v.lengths()[at];
        for (int i = 0; i < v.lengths()[at]; i++) {
            keys.append(v.keys(), v.starts()[at] + i);
            values.append(v.values(), v.starts()[at] + i);
        }
        size++;
    }

    @Override
    public void truncate(int rows) {
        super.truncate(rows);
        int entries = end(rows);
        keys.truncate(entries);
        values.truncate(entries);
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new MapVector(rows, starts, lengths, keys.view(), values.view(), nullMask);
    }

    @Override
    protected void renew() {
        keys.drop();
        values.drop();
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    protected void setNothing() {
        starts[size] = keys.size();
        lengths[size] = 0;
    }

    @Override
    protected void grow(int newCapacity) {
        starts = Arrays.copyOf(starts, newCapacity);
        lengths = Arrays.copyOf(lengths, newCapacity);
    }
}
