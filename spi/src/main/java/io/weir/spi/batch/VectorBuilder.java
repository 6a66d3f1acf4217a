// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows of one column, then gives them as a flat vector and starts anew.
 *
 * <p>Each append adds one row. The typed appends work on the builder whose storage they name and are meant for decoders
 * and kernels; {@link #appendValue} takes the Java objects that {@link DataType} names. A built vector owns its arrays.
 */
public abstract sealed class VectorBuilder {
    private boolean @Nullable [] nulls;
    protected int size;
    protected int capacity;

    private VectorBuilder(int capacity) {
        this.capacity = Math.max(1, capacity);
    }

    public static VectorBuilder of(DataType type, int capacity) {
        return switch (type.storage()) {
            case BOOLEAN -> new Booleans(capacity);
            case INT -> new Ints(capacity);
            case LONG -> new Longs(capacity, type instanceof DecimalType d ? d.scale() : -1);
            case FLOAT -> new Floats(capacity);
            case DOUBLE -> new Doubles(capacity);
            case INT128 -> new Int128s(capacity, type instanceof DecimalType d ? d.scale() : 0);
            case BYTES -> new Bytes(capacity);
            case ROW -> new Rows(capacity, (RowType) type);
            case ARRAY -> new Lists(capacity, (ArrayType) type);
            case MAP -> new Maps(capacity, (MapType) type);
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
    public abstract void appendValue(@Nullable Object value);

    /** A row of another vector of the same type; bytes are copied. */
    public abstract void append(Vector vector, int row);

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
    private void drop() {
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

    private static final class Booleans extends VectorBuilder {
        private boolean[] values;

        Booleans(int capacity) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                appendBoolean((Boolean) value);
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                appendBoolean(((BooleanVector) source).values()[at]);
            }
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

    private static final class Ints extends VectorBuilder {
        private int[] values;

        Ints(int capacity) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                appendInt(((Number) value).intValue());
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                appendInt(((IntVector) source).values()[at]);
            }
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

    private static final class Longs extends VectorBuilder {
        private final int scale;
        private long[] values;

        Longs(int capacity, int scale) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else if (value instanceof BigDecimal decimal) {
                appendLong(decimal.setScale(Math.max(0, scale)).unscaledValue().longValueExact());
            } else {
                appendLong(((Number) value).longValue());
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                appendLong(((LongVector) source).values()[at]);
            }
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

    private static final class Floats extends VectorBuilder {
        private float[] values;

        Floats(int capacity) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                appendFloat(((Number) value).floatValue());
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                appendFloat(((FloatVector) source).values()[at]);
            }
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

    private static final class Doubles extends VectorBuilder {
        private double[] values;

        Doubles(int capacity) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                appendDouble(((Number) value).doubleValue());
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                appendDouble(((DoubleVector) source).values()[at]);
            }
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

    private static final class Int128s extends VectorBuilder {
        private final int scale;
        private long[] high;
        private long[] low;

        Int128s(int capacity, int scale) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                BigInteger unscaled = value instanceof BigDecimal decimal
                        ? decimal.setScale(scale).unscaledValue()
                        : (BigInteger) value;
                appendInt128(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                Int128Vector v = (Int128Vector) source;
                appendInt128(v.high()[at], v.low()[at]);
            }
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

    private static final class Bytes extends VectorBuilder {
        private int[] starts;
        private int[] lengths;
        private byte[] block = new byte[256];
        private int used;

        Bytes(int capacity) {
            super(capacity);
            starts = new int[this.capacity];
            lengths = new int[this.capacity];
        }

        @Override
        public long bytes() {
            return 8L * size + used;
        }

        @Override
        public void appendBytes(byte[] from, int start, int length) {
            ensure();
            if (block.length - used < length) {
                block = Arrays.copyOf(block, Math.max(block.length * 2, Math.addExact(used, length)));
            }
            System.arraycopy(from, start, block, used, length);
            starts[size] = used;
            lengths[size++] = length;
            used += length;
        }

        @Override
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
            } else {
                byte[] from =
                        value instanceof byte[] array ? array : value.toString().getBytes(StandardCharsets.UTF_8);
                appendBytes(from, 0, from.length);
            }
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
            } else {
                BytesVector v = (BytesVector) source;
                appendBytes(v.block(at), v.starts()[at], v.lengths()[at]);
            }
        }

        @Override
        public void truncate(int rows) {
            super.truncate(rows);
            used = rows == 0 ? 0 : starts[rows - 1] + lengths[rows - 1];
        }

        @Override
        protected Vector view(int rows, boolean @Nullable [] nullMask) {
            return new BytesVector(rows, new byte[][] {block}, null, starts, lengths, nullMask);
        }

        @Override
        protected void renew() {
            block = new byte[Math.max(256, Math.min(used, 1 << 20))];
            used = 0;
            starts = new int[capacity];
            lengths = new int[capacity];
        }

        @Override
        protected void setNothing() {
            starts[size] = used;
            lengths[size] = 0;
        }

        @Override
        protected void grow(int newCapacity) {
            starts = Arrays.copyOf(starts, newCapacity);
            lengths = Arrays.copyOf(lengths, newCapacity);
        }
    }

    private static final class Rows extends VectorBuilder {
        private final VectorBuilder[] fields;

        Rows(int capacity, RowType type) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
                return;
            }
            ensure();
            List<?> row = (List<?>) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].appendValue(row.get(i));
            }
            size++;
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
                return;
            }
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

    private static final class Lists extends VectorBuilder {
        private final VectorBuilder elements;
        private int[] starts;
        private int[] lengths;

        Lists(int capacity, ArrayType type) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
                return;
            }
            ensure();
            starts[size] = elements.size();
            for (Object element : (List<?>) value) {
                elements.appendValue(element);
            }
            lengths[size] = elements.size() - starts[size];
            size++;
        }

        @Override
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
                return;
            }
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

    private static final class Maps extends VectorBuilder {
        private final VectorBuilder keys;
        private final VectorBuilder values;
        private int[] starts;
        private int[] lengths;

        Maps(int capacity, MapType type) {
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
        public void appendValue(@Nullable Object value) {
            if (value == null) {
                appendNull();
                return;
            }
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
        public void append(Vector vector, int row) {
            Vector source = resolve(vector);
            int at = resolve(vector, row);
            if (source.isNull(at)) {
                appendNull();
                return;
            }
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
