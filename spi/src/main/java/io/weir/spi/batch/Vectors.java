// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single values out of vectors, and takes rows of one vector into another. */
public final class Vectors {
    private Vectors() {}

    /** The value of a row as the Java object that {@link DataType} names; not for hot paths. */
    public static @Nullable Object value(Vector vector, DataType type, int row) {
        if (vector instanceof ConstantVector constant) {
            return value(constant.value(), type, 0);
        }
        if (vector instanceof DictionaryVector dictionary) {
            return value(dictionary.values(), type, dictionary.indexes()[row]);
        }
        if (vector.isNull(row) || type.kind() == TypeKind.NULL) {
            return null;
        }
        if (vector instanceof BooleanVector v) {
            return v.values()[row];
        } else if (vector instanceof IntVector v) {
            return v.values()[row];
        } else if (vector instanceof LongVector v) {
            long value = v.values()[row];
            return type instanceof DecimalType decimal ? BigDecimal.valueOf(value, decimal.scale()) : (Object) value;
        } else if (vector instanceof FloatVector v) {
            return v.values()[row];
        } else if (vector instanceof DoubleVector v) {
            return v.values()[row];
        } else if (vector instanceof Int128Vector v) {
            BigInteger value = v.value(row);
            return type instanceof DecimalType decimal ? new BigDecimal(value, decimal.scale()) : (Object) value;
        } else if (vector instanceof BytesVector v) {
            int start = v.starts()[row];
            int length = v.lengths()[row];
            return type.kind() == TypeKind.VARBINARY
                    ? Arrays.copyOfRange(v.block(row), start, start + length)
                    : new String(v.block(row), start, length, StandardCharsets.UTF_8);
        } else if (vector instanceof RowVector v) {
            RowType rowType = (RowType) type;
            List<@Nullable Object> fields = new ArrayList<>(v.fields().length);
            for (int i = 0; i < v.fields().length; i++) {
                fields.add(value(v.fields()[i], rowType.fields().get(i).type(), row));
            }
            return fields;
        } else if (vector instanceof ArrayVector v) {
            DataType elementType = ((ArrayType) type).element();
            List<@Nullable Object> elements = new ArrayList<>(v.lengths()[row]);
            for (int i = 0; i < v.lengths()[row]; i++) {
                elements.add(value(v.elements(), elementType, v.starts()[row] + i));
            }
            return elements;
        } else if (vector instanceof MapVector v) {
            MapType mapType = (MapType) type;
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = v.starts()[row]; i < v.starts()[row] + v.lengths()[row]; i++) {
                map.put(value(v.keys(), mapType.key(), i), value(v.values(), mapType.value(), i));
            }
            return map;
        }
        throw new IllegalStateException(vector.getClass().getName());
    }

    /** A flat vector with the given rows of another, in that order; text is shared, not copied. */
    public static Vector gather(Vector vector, int[] rows, int count) {
        if (vector instanceof ConstantVector constant) {
            return gather(constant.value(), new int[count], count);
        }
        if (vector instanceof DictionaryVector dictionary) {
            int[] through = new int[count];
            for (int i = 0; i < count; i++) {
                through[i] = dictionary.indexes()[rows[i]];
            }
            return gather(dictionary.values(), through, count);
        }
        boolean[] nulls = gatherNulls(vector.nulls(), rows, count);
        if (vector instanceof BooleanVector v) {
            boolean[] values = new boolean[count];
            for (int i = 0; i < count; i++) {
                values[i] = v.values()[rows[i]];
            }
            return new BooleanVector(count, values, nulls);
        } else if (vector instanceof IntVector v) {
            return new IntVector(count, gather(v.values(), rows, count), nulls);
        } else if (vector instanceof LongVector v) {
            return new LongVector(count, gather(v.values(), rows, count), nulls);
        } else if (vector instanceof FloatVector v) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = v.values()[rows[i]];
            }
            return new FloatVector(count, values, nulls);
        } else if (vector instanceof DoubleVector v) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = v.values()[rows[i]];
            }
            return new DoubleVector(count, values, nulls);
        } else if (vector instanceof Int128Vector v) {
            return new Int128Vector(count, gather(v.high(), rows, count), gather(v.low(), rows, count), nulls);
        } else if (vector instanceof BytesVector v) {
            int[] blockOf = v.blockOf() == null ? null : gather(v.blockOf(), rows, count);
            return new BytesVector(
                    count,
                    v.blocks(),
                    blockOf,
                    gather(v.starts(), rows, count),
                    gather(v.lengths(), rows, count),
                    nulls);
        } else if (vector instanceof RowVector v) {
            Vector[] fields = new Vector[v.fields().length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = gather(v.fields()[i], rows, count);
            }
            return new RowVector(count, fields, nulls);
        } else if (vector instanceof ArrayVector v) {
            return new ArrayVector(
                    count, gather(v.starts(), rows, count), gather(v.lengths(), rows, count), v.elements(), nulls);
        } else if (vector instanceof MapVector v) {
            return new MapVector(
                    count,
                    gather(v.starts(), rows, count),
                    gather(v.lengths(), rows, count),
                    v.keys(),
                    v.values(),
                    nulls);
        }
        throw new IllegalStateException(vector.getClass().getName());
    }

    private static boolean @Nullable [] gatherNulls(boolean @Nullable [] nulls, int[] rows, int count) {
        if (nulls == null) {
            return null;
        }
        boolean[] values = new boolean[count];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            values[i] = nulls[rows[i]];
            any |= values[i];
        }
        return any ? values : null;
    }

    private static int[] gather(int[] from, int[] rows, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = from[rows[i]];
        }
        return values;
    }

    private static long[] gather(long[] from, int[] rows, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = from[rows[i]];
        }
        return values;
    }

    /** A vector of one row with the given value. */
    public static Vector of(DataType type, @Nullable Object value) {
        VectorBuilder builder = VectorBuilder.of(type, 1);
        builder.appendValue(value);
        return builder.build();
    }

    /** A column of the same value in every row. */
    public static ConstantVector constant(DataType type, @Nullable Object value, int size) {
        return new ConstantVector(size, of(type, value));
    }
}
