// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a column of ROW: a builder for each field. */
final class RowBuilder extends VectorBuilder {
    private final VectorBuilder[] fields;

    RowBuilder(int capacity, RowType type) {
        super(capacity);
        fields = type.fields().stream().map(f -> of(f.type(), capacity)).toArray(VectorBuilder[]::new);
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (VectorBuilder field : fields) {
            sum += field.bytes();
        }
        return sum;
    }

    @Override
    public VectorBuilder child(int index) {
        return fields[index];
    }

    @Override
    public void appendChildren() {
        ensure();
        size++;
    }

    @Override
    void appendPresent(Object value) {
        ensure();
        List<?> row = (List<?>) value;
        for (int i = 0; i < fields.length; i++) {
            fields[i].appendValue(row.get(i));
        }
        size++;
    }

    @Override
    void appendPresent(Vector source, int at) {
        ensure();
        RowVector v = (RowVector) source;
        for (int i = 0; i < fields.length; i++) {
            fields[i].append(v.fields()[i], at);
        }
        size++;
    }

    @Override
    public void truncate(int rows) {
        super.truncate(rows);
        for (VectorBuilder field : fields) {
            field.truncate(rows);
        }
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        Vector[] views = new Vector[fields.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = fields[i].view();
        }
        return new RowVector(rows, views, nullMask);
    }

    @Override
    protected void renew() {
        for (VectorBuilder field : fields) {
            field.drop();
        }
    }

    @Override
    protected void setNothing() {
        for (VectorBuilder field : fields) {
            field.appendNull();
        }
    }

    @Override
    protected void grow(int newCapacity) {
        // the fields grow by themselves
    }
}
