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
import io.weir.spi.batch.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Columns being written.
 *
 * <pre>
 *   column     = FLAT nulls values | CONSTANT column(1 row) | DICTIONARY entries:length column(entries) indexes:numbers
 *   nulls      = 0 | 1 bits
 *   numbers    = width:1 base (value - base):width ...
 *   text       = lengths:numbers bytes
 *   row        = column ...
 *   array, map = lengths:numbers column(sum of lengths) ...
 * </pre>
 *
 * <p>What stands beside a NULL, in unused entries of a dictionary or between texts is of other rows and never written.
 */
final class WireVectors {
    static final int FLAT = 0;
    static final int CONSTANT = 1;
    static final int DICTIONARY = 2;

    private WireVectors() {}

    /** Writes the first {@code count} rows. */
    static void write(Vector vector, int count, WireOutput out) {
        if (vector instanceof ConstantVector constant) {
            out.oneByte(CONSTANT);
            write(constant.value(), 1, out);
        } else if (vector instanceof DictionaryVector dictionary) {
            if (dictionary.values().size() > count) {
                write(Vectors.gather(dictionary.values(), dictionary.indexes(), count), count, out);
            } else {
                dictionary(dictionary, count, out);
            }
        } else {
            out.oneByte(FLAT);
            flat(vector, count, out);
        }
    }

    private static void dictionary(DictionaryVector vector, int count, WireOutput out) {
        int[] entryOf = new int[vector.values().size()];
        Arrays.fill(entryOf, -1);
        int[] used = new int[entryOf.length];
        int[] indexes = new int[count];
        int entries = 0;
        for (int i = 0; i < count; i++) {
            int value = vector.indexes()[i];
            if (entryOf[value] < 0) {
                used[entries] = value;
                entryOf[value] = entries++;
            }
            indexes[i] = entryOf[value];
        }
        out.oneByte(DICTIONARY);
        out.length(entries);
        write(Vectors.gather(vector.values(), used, entries), entries, out);
        out.numbers(indexes, count, null);
    }

    private static void flat(Vector vector, int count, WireOutput out) {
        boolean[] nulls = nulls(vector.nulls(), count, out);
        if (vector instanceof BooleanVector v) {
            out.bits(nulls == null ? v.values() : without(v.values(), nulls, count), count);
        } else if (vector instanceof IntVector v) {
            out.numbers(v.values(), count, nulls);
        } else if (vector instanceof LongVector v) {
            out.numbers(v.values(), count, nulls);
        } else if (vector instanceof FloatVector v) {
            for (int i = 0; i < count; i++) {
                out.fourBytes(nulls != null && nulls[i] ? 0 : Float.floatToRawIntBits(v.values()[i]));
            }
        } else if (vector instanceof DoubleVector v) {
            for (int i = 0; i < count; i++) {
                out.eightBytes(nulls != null && nulls[i] ? 0 : Double.doubleToRawLongBits(v.values()[i]));
            }
        } else if (vector instanceof Int128Vector v) {
            out.numbers(v.high(), count, nulls);
            out.numbers(v.low(), count, nulls);
        } else if (vector instanceof BytesVector v) {
            bytes(v, count, nulls, out);
        } else if (vector instanceof RowVector v) {
            for (Vector field : v.fields()) {
                write(field, count, out);
            }
        } else if (vector instanceof ArrayVector v) {
            lists(v.starts(), v.lengths(), count, nulls, out, v.elements());
        } else if (vector instanceof MapVector v) {
            lists(v.starts(), v.lengths(), count, nulls, out, v.keys(), v.values());
        } else {
            throw new IllegalStateException(vector.getClass().getName());
        }
    }

    private static boolean @Nullable [] nulls(boolean @Nullable [] nulls, int count, WireOutput out) {
        boolean any = false;
        for (int i = 0; nulls != null && i < count && !any; i++) {
            any = nulls[i];
        }
        out.flag(any);
        if (nulls == null || !any) {
            return null;
        }
        out.bits(nulls, count);
        return nulls;
    }

    private static boolean[] without(boolean[] values, boolean[] nulls, int count) {
        boolean[] copy = new boolean[count];
        for (int i = 0; i < count; i++) {
            copy[i] = values[i] && !nulls[i];
        }
        return copy;
    }

    private static void bytes(BytesVector vector, int count, boolean @Nullable [] nulls, WireOutput out) {
        int[] lengths = lengths(vector.lengths(), count, nulls);
        out.numbers(lengths, count, null);
        for (int i = 0; i < count; i++) {
            if (lengths[i] > 0) {
                out.raw(vector.block(i), vector.starts()[i], lengths[i]);
            }
        }
    }

    private static int[] lengths(int[] lengths, int count, boolean @Nullable [] nulls) {
        if (nulls == null) {
            return lengths;
        }
        int[] present = new int[count];
        for (int i = 0; i < count; i++) {
            present[i] = nulls[i] ? 0 : lengths[i];
        }
        return present;
    }

    private static void lists(
            int[] starts, int[] allLengths, int count, boolean @Nullable [] nulls, WireOutput out, Vector... children) {
        int[] lengths = lengths(allLengths, count, nulls);
        out.numbers(lengths, count, null);
        int total = 0;
        for (int i = 0; i < count; i++) {
            total = Math.addExact(total, lengths[i]);
        }
        int[] members = new int[total];
        boolean inPlace = true;
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < lengths[i]; k++) {
                inPlace &= starts[i] + k == next;
                members[next++] = starts[i] + k;
            }
        }
        for (Vector child : children) {
            write(inPlace ? child : Vectors.gather(child, members, total), total, out);
        }
    }
}
