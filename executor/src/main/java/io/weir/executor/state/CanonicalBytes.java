// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
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
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of SQL values as bytes whose unsigned order is the order of the values, NULL lowest.
 *
 * <p>Frozen by a golden test: it orders tables, breaks ties and lies in snapshots.
 *
 * <pre>
 *   NULL                 00 (02 where NULL is to be highest)
 *   any other value      01, then
 *   BOOLEAN              00 or 01
 *   INT storage          4 bytes, high first, sign bit flipped
 *   LONG storage         8 bytes, so
 *   DECIMAL above 18     16 bytes, so
 *   FLOAT, DOUBLE        4 or 8 bytes: bits, sign flipped when positive, all flipped when negative;
 *                        -0.0 is 0.0, and every NaN the same, above infinity
 *   text, bytes          as they are, but 00 as 01 01 and 01 as 01 02; then 00
 *   ROW                  its fields
 *   ARRAY                01 and the element, for each; then 00
 *   MAP                  01, key, value for each entry in the order of keys; then 00
 * </pre>
 *
 * <p>No value's encoding is the beginning of another's of the same type, so rows are encoded column after column, and a
 * column may have all its bytes complemented for descending order.
 */
public final class CanonicalBytes {
    static final int NULL = 0;
    static final int PRESENT = 1;
    static final int NULL_HIGH = 2;
    static final int MORE = 1;
    static final int END = 0;
    /** Stands before {@code 01} for a 00 and before {@code 02} for a 01. */
    static final int ESCAPE = 1;

    private CanonicalBytes() {}

    /** Appends the value of a physical row. */
    public static void encode(Vector vector, int row, GrowableBytes out) {
        encode(vector, row, NULL, out);
    }

    /** Appends the values of some columns in a physical row, one after the other. */
    public static void encode(Batch batch, int[] columns, int row, GrowableBytes out) {
        for (int column : columns) {
            encode(batch.column(column), row, NULL, out);
        }
    }

    /**
     * Appends a value so that bytes rise in the wanted order.
     *
     * @param nullsLast whether NULL comes after all values in that order
     */
    public static void encode(Vector vector, int row, boolean descending, boolean nullsLast, GrowableBytes out) {
        int start = out.length();
        encode(vector, row, descending == nullsLast ? NULL : NULL_HIGH, out);
        if (descending) {
            byte[] bytes = out.bytes();
            for (int i = start; i < out.length(); i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
    }

    private static void encode(Vector vector, int row, int nullMarker, GrowableBytes out) {
        if (vector instanceof ConstantVector constant) {
            encodeFlat(constant.value(), 0, nullMarker, out);
        } else if (vector instanceof DictionaryVector dictionary) {
            encodeFlat(dictionary.values(), dictionary.indexes()[row], nullMarker, out);
        } else {
            encodeFlat(vector, row, nullMarker, out);
        }
    }

    private static void encodeFlat(Vector vector, int row, int nullMarker, GrowableBytes out) {
        if (vector.isNull(row)) {
            out.putByte(nullMarker);
            return;
        }
        out.putByte(PRESENT);
        if (vector instanceof LongVector v) {
            out.putLong(v.values()[row] ^ Long.MIN_VALUE);
        } else if (vector instanceof IntVector v) {
            out.putInt(v.values()[row] ^ Integer.MIN_VALUE);
        } else if (vector instanceof BytesVector v) {
            putText(v.block(row), v.starts()[row], v.lengths()[row], out);
        } else if (vector instanceof DoubleVector v) {
            out.putLong(ordered(v.values()[row]));
        } else if (vector instanceof FloatVector v) {
            out.putInt(ordered(v.values()[row]));
        } else if (vector instanceof BooleanVector v) {
            out.putByte(v.values()[row] ? 1 : 0);
        } else if (vector instanceof Int128Vector v) {
            out.putLong(v.high()[row] ^ Long.MIN_VALUE);
            out.putLong(v.low()[row]);
        } else if (vector instanceof RowVector v) {
            for (Vector field : v.fields()) {
                encode(field, row, NULL, out);
            }
        } else if (vector instanceof ArrayVector v) {
            int start = v.starts()[row];
            for (int i = start; i < start + v.lengths()[row]; i++) {
                out.putByte(MORE);
                encode(v.elements(), i, NULL, out);
            }
            out.putByte(END);
        } else if (vector instanceof MapVector v) {
            putMap(v, row, out);
        } else {
            throw new IllegalStateException(vector.getClass().getName());
        }
    }

    static void putText(byte[] from, int start, int length, GrowableBytes out) {
        out.ensure(2 * length + 1);
        byte[] to = out.bytes();
        int at = out.length();
        for (int i = start; i < start + length; i++) {
            byte b = from[i];
            if (b == 0 || b == ESCAPE) {
                to[at++] = ESCAPE;
                b++;
            }
            to[at++] = b;
        }
        to[at++] = END;
        out.setLength(at);
    }

    private static void putMap(MapVector v, int row, GrowableBytes out) {
        int start = v.starts()[row];
        int count = v.lengths()[row];
        byte[][] entries = new byte[count][];
        GrowableBytes scratch = new GrowableBytes();
        for (int i = 0; i < count; i++) {
            scratch.clear();
            encode(v.keys(), start + i, NULL, scratch);
            encode(v.values(), start + i, NULL, scratch);
            entries[i] = scratch.toByteArray();
        }
        Arrays.sort(entries, Arrays::compareUnsigned); // by key: keys differ, and none is the beginning of another
        for (byte[] entry : entries) {
            out.putByte(MORE);
            out.put(entry, 0, entry.length);
        }
        out.putByte(END);
    }

    /** The bits of a double such that unsigned order is SQL order. */
    static long ordered(double value) {
        long bits = canonicalBits(value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    static int ordered(float value) {
        int bits = canonicalBits(value);
        return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
    }

    /** The same bits for equal values: one zero, one NaN. */
    static long canonicalBits(double value) {
        return Double.doubleToLongBits(value + 0.0); // -0.0 + 0.0 = 0.0
    }

    static int canonicalBits(float value) {
        return Float.floatToIntBits(value + 0.0f);
    }

    /** Reads one value and appends it to a column; gives the place behind it. */
    public static int decode(DataType type, byte[] bytes, int start, VectorBuilder out) {
        return CanonicalReader.decode(type, bytes, start, 0, out);
    }

    /** As {@link #decode(DataType, byte[], int, VectorBuilder)}, of what was encoded in that direction. */
    public static int decode(DataType type, byte[] bytes, int start, boolean descending, VectorBuilder out) {
        return CanonicalReader.decode(type, bytes, start, descending ? 0xFF : 0, out);
    }

    /** Where the value that begins at {@code start} ends. */
    public static int skip(DataType type, byte[] bytes, int start) {
        return CanonicalReader.skip(type, bytes, start, 0);
    }

    /** As {@link #skip(DataType, byte[], int)}, of what was encoded in that direction. */
    public static int skip(DataType type, byte[] bytes, int start, boolean descending) {
        return CanonicalReader.skip(type, bytes, start, descending ? 0xFF : 0);
    }

    /** The value that begins at {@code start} as the Java object that {@link DataType} names; not for hot paths. */
    public static @Nullable Object value(DataType type, byte[] bytes, int start) {
        return value(type, bytes, start, false);
    }

    /** The value, not NULL and stored in an int or a long, that begins at {@code start}. */
    public static long word(DataType type, byte[] bytes, int start, boolean descending) {
        return CanonicalReader.word(type, bytes, start + 1, descending ? 0xFF : 0);
    }

    /** As {@link #value(DataType, byte[], int)}, of what was encoded in that direction. */
    public static @Nullable Object value(DataType type, byte[] bytes, int start, boolean descending) {
        return new CanonicalReader(bytes, start, descending ? 0xFF : 0).value(type);
    }
}
