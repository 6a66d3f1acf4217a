// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows of one column, then gives them as a flat vector and starts anew.
 *
 * <p>Each append adds one row. The typed appends work on the builder whose storage they name and are meant for decoders
 * and kernels; {@link #appendValue} takes the Java objects that {@link DataType} names. A built vector owns its arrays.
 */
public abstract sealed class VectorBuilder
        permits BooleanBuilder,
                IntBuilder,
                LongBuilder,
                FloatBuilder,
                DoubleBuilder,
                Int128Builder,
                BytesBuilder,
                RowBuilder,
                ArrayBuilder,
                MapBuilder {
    private boolean @Nullable [] nulls;
    protected int size;
    protected int capacity;

    VectorBuilder(int capacity) {
        this.capacity = Math.max(1, capacity);
    }

    public static VectorBuilder of(DataType type, int capacity) {
        return switch (type.storage()) {
            case BOOLEAN -> new BooleanBuilder(capacity);
            case INT -> new IntBuilder(capacity);
            case LONG -> new LongBuilder(capacity, type instanceof DecimalType d ? d.scale() : -1);
            case FLOAT -> new FloatBuilder(capacity);
            case DOUBLE -> new DoubleBuilder(capacity);
            case INT128 -> new Int128Builder(capacity, type instanceof DecimalType d ? d.scale() : 0);
            case BYTES -> new BytesBuilder(capacity);
            case ROW -> new RowBuilder(capacity, (RowType) type);
            case ARRAY -> new ArrayBuilder(capacity, (ArrayType) type);
            case MAP -> new MapBuilder(capacity, (MapType) type);
        };
    }

    public int size() {
        return size;
    }

    /** Roughly the bytes held by the rows so far. */
    public abstract long bytes();

    public void appendNull() {
        ensure();
        boolean[] mask = nulls;
        if (mask == null) {
            mask = new boolean[capacity];
            nulls = mask;
        }
        mask[size] = true;
        setNothing();
        size++;
    }

    public void appendBoolean(boolean value) {
        throw wrong("boolean");
    }

    public void appendInt(int value) {
        throw wrong("int");
    }

    public void appendLong(long value) {
        throw wrong("long");
    }

    public void appendFloat(float value) {
        throw wrong("float");
    }

    public void appendDouble(double value) {
        throw wrong("double");
    }

    public void appendInt128(long high, long low) {
        throw wrong("int128");
    }

    public void appendBytes(byte[] bytes, int start, int length) {
        throw wrong("bytes");
    }

    /**
     * A builder of parts: of a ROW the field with the index; of an ARRAY its elements, index 0; of a MAP its keys, index
     * 0, and its values, index 1.
     */
    public VectorBuilder child(int index) {
        throw wrong("children");
    }

    /**
     * One row of what was appended to the {@linkplain #child children} since the last row: a ROW of one value each, an
     * ARRAY of any number of elements, a MAP of as many keys as values.
     */
    public void appendChildren() {
        throw wrong("children");
    }

    /** A value as the Java object that {@link DataType} names. */
    public final void appendValue(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            appendPresent(value);
        }
    }

    abstract void appendPresent(Object value);

    /** A row of another vector of the same type; bytes are copied. */
    public final void append(Vector vector, int row) {
        Vector source = resolve(vector);
        int at = resolve(vector, row);
        if (source.isNull(at)) {
            appendNull();
        } else {
            appendPresent(source, at);
        }
    }

    /** A row of a flat vector that is not NULL there. */
    abstract void appendPresent(Vector source, int at);

    /** Takes the last rows back, until {@code rows} are left. */
    public void truncate(int rows) {
        boolean[] mask = nulls;
        if (mask != null && rows < size) {
            Arrays.fill(mask, rows, size, false);
        }
        size = rows;
    }

    /** The rows so far as a vector; the builder is empty afterwards. */
    public Vector build() {
        Vector vector = view();
        drop();
        return vector;
    }

    /** Begins anew: the rows so far are a vector's. */
    final void drop() {
        renew();
        size = 0;
        nulls = null;
    }

    /** The rows so far as a vector over the builder's own arrays: good until the builder takes more rows, or takes some back. */
    public Vector view() {
        return view(size, trimmedNulls());
    }

    private boolean @Nullable [] trimmedNulls() {
        boolean[] mask = nulls;
        if (mask == null) {
            return null;
        }
        for (int i = 0; i < size; i++) {
            if (mask[i]) {
                return mask;
            }
        }
        return null;
    }

    protected abstract Vector view(int rows, boolean @Nullable [] nullMask);

    /** Begins with other arrays: the present ones are a vector's. */
    protected abstract void renew();

    /** Makes the place at {@code size} harmless for a NULL. */
    protected abstract void setNothing();

    protected abstract void grow(int newCapacity);

    protected final void ensure() {
        if (size == capacity) {
            int larger = Math.max(16, capacity * 2);
            grow(larger);
            if (nulls != null) {
                nulls = Arrays.copyOf(nulls, larger);
            }
            capacity = larger;
        }
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(getClass().getSimpleName() + " takes no " + what);
    }

    private static Vector resolve(Vector vector) {
        if (vector instanceof ConstantVector constant) {
            return constant.value();
        }
        return vector instanceof DictionaryVector dictionary ? dictionary.values() : vector;
    }

    private static int resolve(Vector vector, int row) {
        if (vector instanceof ConstantVector) {
            return 0;
        }
        return vector instanceof DictionaryVector dictionary ? dictionary.indexes()[row] : row;
    }
}
