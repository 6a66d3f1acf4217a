// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.TypeKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the values of one column, or part of one; each a pure function of the seed and the row. */
sealed interface ValueGenerator {
    /** The values of some rows. */
    Vector values(Rows rows);

    /** Roughly how many bytes a value takes. */
    long width();

    /** Makes NULL the given share of the values of another. */
    record WithNulls(ValueGenerator values, double rate, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            Vector vector = values.values(rows);
            boolean[] nulls = new boolean[rows.count()];
            for (int i = 0; i < rows.count(); i++) {
                nulls[i] = Mix.unit(Mix.bits(salt, rows.ids()[i])) < rate;
            }
            return masked(vector, nulls);
        }

        @Override
        public long width() {
            return values.width() + 1;
        }

        private static Vector masked(Vector vector, boolean[] nulls) {
            int size = vector.size();
            if (vector instanceof BooleanVector v) {
                return new BooleanVector(size, v.values(), nulls);
            } else if (vector instanceof IntVector v) {
                return new IntVector(size, v.values(), nulls);
            } else if (vector instanceof LongVector v) {
                return new LongVector(size, v.values(), nulls);
            } else if (vector instanceof FloatVector v) {
                return new FloatVector(size, v.values(), nulls);
            } else if (vector instanceof DoubleVector v) {
                return new DoubleVector(size, v.values(), nulls);
            } else if (vector instanceof Int128Vector v) {
                return new Int128Vector(size, v.high(), v.low(), nulls);
            } else if (vector instanceof BytesVector v) {
                return new BytesVector(size, v.blocks(), v.blockOf(), v.starts(), v.lengths(), nulls);
            } else if (vector instanceof RowVector v) {
                return new RowVector(size, v.fields(), nulls);
            } else if (vector instanceof ArrayVector v) {
                return new ArrayVector(size, v.starts(), v.lengths(), v.elements(), nulls);
            } else if (vector instanceof MapVector v) {
                return new MapVector(size, v.starts(), v.lengths(), v.keys(), v.values(), nulls);
            }
            throw new IllegalStateException(vector.getClass().getName());
        }
    }

    /** NULL in every row: the bare NULL type. */
    record Nothing() implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            boolean[] nulls = new boolean[rows.count()];
            Arrays.fill(nulls, true);
            return new BooleanVector(rows.count(), new boolean[rows.count()], nulls);
        }

        @Override
        public long width() {
            return 1;
        }
    }

    record Booleans(long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            boolean[] values = new boolean[rows.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Mix.bits(salt, rows.ids()[i]) < 0;
            }
            return new BooleanVector(values.length, values, null);
        }

        @Override
        public long width() {
            return 1;
        }
    }

    record Ints(long min, long max, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            int[] values = new int[rows.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (int) Mix.between(min, max, Mix.bits(salt, rows.ids()[i]));
            }
            return new IntVector(values.length, values, null);
        }

        @Override
        public long width() {
            return 4;
        }
    }

    record Longs(long min, long max, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            long[] values = new long[rows.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Mix.between(min, max, Mix.bits(salt, rows.ids()[i]));
            }
            return new LongVector(values.length, values, null);
        }

        @Override
        public long width() {
            return 8;
        }
    }

    record Floats(float min, float max, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            float[] values = new float[rows.count()];
            for (int i = 0; i < values.length; i++) {
                double unit = Mix.unit(Mix.bits(salt, rows.ids()[i]));
                values[i] = (float) (min * (1 - unit) + max * unit);
            }
            return new FloatVector(values.length, values, null);
        }

        @Override
        public long width() {
            return 4;
        }
    }

    record Doubles(double min, double max, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            double[] values = new double[rows.count()];
            for (int i = 0; i < values.length; i++) {
                double unit = Mix.unit(Mix.bits(salt, rows.ids()[i]));
                values[i] = min * (1 - unit) + max * unit;
            }
            return new DoubleVector(values.length, values, null);
        }

        @Override
        public long width() {
            return 8;
        }
    }

    /** Decimals above 18 digits, as unscaled numbers from {@code min} on. */
    record Int128s(BigInteger min, BigInteger count, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            long[] high = new long[rows.count()];
            long[] low = new long[rows.count()];
            byte[] bits = new byte[24];
            ByteBuffer words = ByteBuffer.wrap(bits);
            for (int i = 0; i < high.length; i++) {
                for (int word = 0; word < 3; word++) {
                    words.putLong(word * 8, Mix.bits(salt + word, rows.ids()[i]));
                }
                // 64 bits more than the range needs, so that the remainder favours nobody noticeably.
                BigInteger value = new BigInteger(1, bits).mod(count).add(min);
                high[i] = value.shiftRight(64).longValue();
                low[i] = value.longValue();
            }
            return new Int128Vector(high.length, high, low, null);
        }

        @Override
        public long width() {
            return 16;
        }
    }

    /** Hexadecimal digits. */
    record Texts(int length, boolean variableLength, long salt) implements ValueGenerator {
        private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

        @Override
        public Vector values(Rows rows) {
            BytesVector vector = blank(rows, length, variableLength, salt);
            byte[] block = vector.blocks()[0];
            for (int row = 0; row < rows.count(); row++) {
                int start = vector.starts()[row];
                long bits = 0;
                for (int i = 0; i < vector.lengths()[row]; i++) {
                    bits = i % 16 == 0 ? Mix.bits(salt + i, rows.ids()[row]) : bits >>> 4;
                    block[start + i] = DIGITS[(int) (bits & 15)];
                }
            }
            return vector;
        }

        @Override
        public long width() {
            return 8L + length;
        }
    }

    record Bytes(int length, boolean variableLength, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            BytesVector vector = blank(rows, length, variableLength, salt);
            byte[] block = vector.blocks()[0];
            for (int row = 0; row < rows.count(); row++) {
                int start = vector.starts()[row];
                long bits = 0;
                for (int i = 0; i < vector.lengths()[row]; i++) {
                    bits = i % 8 == 0 ? Mix.bits(salt + i, rows.ids()[row]) : bits >>> 8;
                    block[start + i] = (byte) bits;
                }
            }
            return vector;
        }

        @Override
        public long width() {
            return 8L + length;
        }
    }

    /** The time of the row, less a random span. */
    record Times(TypeKind kind, int precision, Clock clock, long maxPastMicros, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            int count = rows.count();
            if (kind == TypeKind.DATE) {
                int[] days = new int[count];
                for (int i = 0; i < count; i++) {
                    days[i] = (int) Math.floorDiv(micros(rows, i), DateTimeText.MICROS_PER_DAY);
                }
                return new IntVector(count, days, null);
            }
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                long micros = micros(rows, i);
                values[i] = DateTimeText.cut(
                        kind == TypeKind.TIME ? Math.floorMod(micros, DateTimeText.MICROS_PER_DAY) : micros, precision);
            }
            return new LongVector(count, values, null);
        }

        private long micros(Rows rows, int row) {
            long micros = clock.micros(rows.indexes()[row]);
            return maxPastMicros == 0
                    ? micros
                    : micros - Mix.between(0, maxPastMicros, Mix.bits(salt, rows.ids()[row]));
        }

        @Override
        public long width() {
            return 8;
        }
    }

    /** The numbers from a start on, one per row of the table. */
    record Sequence(DataType type, long start) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            int count = rows.count();
            long[] indexes = rows.indexes();
            switch (type.storage()) {
                case INT -> {
                    int[] values = new int[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = (int) (start + indexes[i]);
                    }
                    return new IntVector(count, values, null);
                }
                case LONG -> {
                    long unit = type instanceof DataType.DecimalType decimal
                            ? BigInteger.TEN.pow(decimal.scale()).longValueExact()
                            : 1;
                    long[] values = new long[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = (start + indexes[i]) * unit;
                    }
                    return new LongVector(count, values, null);
                }
                case FLOAT -> {
                    float[] values = new float[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = start + indexes[i];
                    }
                    return new FloatVector(count, values, null);
                }
                case DOUBLE -> {
                    double[] values = new double[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = start + indexes[i];
                    }
                    return new DoubleVector(count, values, null);
                }
                case INT128 -> {
                    BigInteger unit = BigInteger.TEN.pow(((DataType.DecimalType) type).scale());
                    long[] high = new long[count];
                    long[] low = new long[count];
                    for (int i = 0; i < count; i++) {
                        BigInteger value =
                                BigInteger.valueOf(start + indexes[i]).multiply(unit);
                        high[i] = value.shiftRight(64).longValueExact();
                        low[i] = value.longValue();
                    }
                    return new Int128Vector(count, high, low, null);
                }
                case BYTES -> {
                    int[] starts = new int[count];
                    int[] lengths = new int[count];
                    byte[] block = new byte[count * 20];
                    int used = 0;
                    for (int i = 0; i < count; i++) {
                        byte[] text = Long.toString(start + indexes[i]).getBytes(StandardCharsets.US_ASCII);
                        System.arraycopy(text, 0, block, used, text.length);
                        starts[i] = used;
                        lengths[i] = text.length;
                        used += text.length;
                    }
                    return new BytesVector(count, new byte[][] {block}, null, starts, lengths, null);
                }
                case BOOLEAN, ROW, ARRAY, MAP -> throw new IllegalStateException(type.sql());
            }
            throw new IllegalStateException(type.sql());
        }

        @Override
        public long width() {
            return 16;
        }
    }

    record Structure(List<ValueGenerator> fields) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            Vector[] vectors = new Vector[fields.size()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = fields.get(i).values(rows);
            }
            return new RowVector(rows.count(), vectors, null);
        }

        @Override
        public long width() {
            return fields.stream().mapToLong(ValueGenerator::width).sum();
        }
    }

    record Lists(ValueGenerator element, int length, long salt) implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            Vector elements = element.values(elements(rows, length, salt));
            int[] lengths = new int[rows.count()];
            Arrays.fill(lengths, length);
            return new ArrayVector(rows.count(), starts(rows.count(), length), lengths, elements, null);
        }

        @Override
        public long width() {
            return 8 + length * element.width();
        }
    }

    /** Maps of {@code length} entries, less those whose key came up before. */
    record Maps(ValueGenerator key, DataType keyType, ValueGenerator value, int length, long salt)
            implements ValueGenerator {
        @Override
        public Vector values(Rows rows) {
            Rows entries = elements(rows, length, salt);
            Vector keys = key.values(entries);
            Vector values = value.values(entries);
            int[] starts = new int[rows.count()];
            int[] lengths = new int[rows.count()];
            int[] kept = new int[entries.count()];
            int used = 0;
            Set<@Nullable Object> seen = new HashSet<>();
            for (int row = 0; row < rows.count(); row++) {
                seen.clear();
                starts[row] = used;
                for (int i = row * length; i < (row + 1) * length; i++) {
                    if (seen.add(comparable(Vectors.value(keys, keyType, i)))) {
                        kept[used++] = i;
                    }
                }
                lengths[row] = used - starts[row];
            }
            return new MapVector(
                    rows.count(),
                    starts,
                    lengths,
                    Vectors.gather(keys, kept, used),
                    Vectors.gather(values, kept, used),
                    null);
        }

        /** A value that is equal to others by content. */
        private static @Nullable Object comparable(@Nullable Object value) {
            if (value instanceof byte[] bytes) {
                return ByteBuffer.wrap(bytes);
            }
            return value instanceof List<?> list
                    ? Arrays.asList(list.stream().map(Maps::comparable).toArray())
                    : value;
        }

        @Override
        public long width() {
            return 8 + length * (key.width() + value.width());
        }
    }

    private static Rows elements(Rows rows, int length, long salt) {
        long[] ids = new long[rows.count() * length];
        long[] indexes = new long[ids.length];
        for (int row = 0; row < rows.count(); row++) {
            long first = Mix.bits(salt, rows.ids()[row]);
            for (int i = 0; i < length; i++) {
                ids[row * length + i] = first + i;
                indexes[row * length + i] = rows.indexes()[row];
            }
        }
        return new Rows(ids.length, ids, indexes);
    }

    private static int[] starts(int count, int length) {
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = i * length;
        }
        return starts;
    }

    /** Places for texts or bytes, yet to be filled. */
    private static BytesVector blank(Rows rows, int length, boolean variableLength, long salt) {
        int count = rows.count();
        int[] starts = new int[count];
        int[] lengths = new int[count];
        int used = 0;
        for (int row = 0; row < count; row++) {
            starts[row] = used;
            lengths[row] = variableLength && length > 0
                    ? (int) Mix.between(1, length, Mix.bits(~salt, rows.ids()[row]))
                    : length;
            used += lengths[row];
        }
        return new BytesVector(count, new byte[][] {new byte[used]}, null, starts, lengths, null);
    }
}
