// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns being read; the layout is that of {@link WireVectors}. Texts stay in the array of the message. */
final class WireVectorReader {
    private final WireInput in;

    WireVectorReader(WireInput in) {
        this.in = in;
    }

    Vector read(DataType type, int count) {
        int form = in.oneByte();
        return switch (form) {
            case WireVectors.FLAT -> flat(type, count);
            case WireVectors.CONSTANT -> new ConstantVector(count, flatOnly(type, 1));
            case WireVectors.DICTIONARY -> dictionary(type, count);
            default -> throw WireInput.broken("a column has no form " + form);
        };
    }

    private Vector flatOnly(DataType type, int count) {
        if (in.oneByte() != WireVectors.FLAT) {
            throw WireInput.broken("a column is not flat");
        }
        return flat(type, count);
    }

    private Vector dictionary(DataType type, int count) {
        int entries = in.length();
        if (entries > count) {
            throw WireInput.broken("a dictionary is longer than its column");
        }
        Vector values = flatOnly(type, entries);
        int[] indexes = in.intNumbers(count);
        for (int index : indexes) {
            if (index < 0 || index >= entries) {
                throw WireInput.broken("an index is not in its dictionary");
            }
        }
        return new DictionaryVector(count, indexes, values);
    }

    private Vector flat(DataType type, int count) {
        boolean[] nulls = in.flag() ? in.bits(count) : null;
        return switch (type.storage()) {
            case BOOLEAN -> new BooleanVector(count, in.bits(count), nulls);
            case INT -> new IntVector(count, in.intNumbers(count), nulls);
            case LONG -> new LongVector(count, in.longNumbers(count), nulls);
            case FLOAT -> new FloatVector(count, floats(count), nulls);
            case DOUBLE -> new DoubleVector(count, doubles(count), nulls);
            case INT128 -> new Int128Vector(count, in.longNumbers(count), in.longNumbers(count), nulls);
            case BYTES -> bytes(count, nulls);
            case ROW -> row((RowType) type, count, nulls);
            case ARRAY -> {
                int[] lengths = in.intNumbers(count);
                int[] starts = starts(lengths);
                Vector elements = read(((ArrayType) type).element(), total(starts, lengths));
                yield new ArrayVector(count, starts, lengths, elements, nulls);
            }
            case MAP -> {
                int[] lengths = in.intNumbers(count);
                int[] starts = starts(lengths);
                int total = total(starts, lengths);
                Vector keys = read(((MapType) type).key(), total);
                Vector values = read(((MapType) type).value(), total);
                yield new MapVector(count, starts, lengths, keys, values, nulls);
            }
        };
    }

    private float[] floats(int count) {
        in.take(count, 4);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(in.fourBytes());
        }
        return values;
    }

    private double[] doubles(int count) {
        in.take(count, 8);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(in.eightBytes());
        }
        return values;
    }

    private Vector bytes(int count, boolean @Nullable [] nulls) {
        int[] lengths = in.intNumbers(count);
        int[] starts = starts(lengths);
        int begin = in.skip(total(starts, lengths));
        for (int i = 0; i < count; i++) {
            starts[i] += begin;
        }
        return new BytesVector(count, new byte[][] {in.array()}, null, starts, lengths, nulls);
    }

    private Vector row(RowType type, int count, boolean @Nullable [] nulls) {
        List<Field> fields = type.fields();
        Vector[] read = new Vector[fields.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = read(fields.get(i).type(), count);
        }
        return new RowVector(count, read, nulls);
    }

    /** Where each begins when they stand one behind the other. */
    private int[] starts(int[] lengths) {
        in.take(lengths.length, 4);
        int[] starts = new int[lengths.length];
        long next = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 0) {
                throw WireInput.broken("a length is negative");
            }
            starts[i] = (int) next;
            next += lengths[i];
            if (next > Integer.MAX_VALUE / 2) {
                throw WireInput.broken("lengths are too large");
            }
        }
        return starts;
    }

    private static int total(int[] starts, int[] lengths) {
        int last = lengths.length - 1;
        return last < 0 ? 0 : starts[last] + lengths[last];
    }
}
