// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a column in a form that is compared quickly: a word for types of no more than that, else canonical bytes. */
final class ValueKeys {
    private final DataType type;
    private final boolean word;

    private boolean @Nullable [] nulls;
    private long[] words = {};
    private final GrowableBytes bytes = new GrowableBytes();
    private int[] starts = {};

    ValueKeys(DataType type) {
        this.type = type;
        word = switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> true;
            case INT128, BYTES, ROW, ARRAY, MAP -> false;
        };
    }

    boolean isWord() {
        return word;
    }

    void begin(Vector column, int size) {
        nulls = column.nulls();
        if (word) {
            readWords(column, size);
            return;
        }
        if (starts.length <= size) {
            starts = new int[Math.max(2 * starts.length, size + 1)];
        }
        bytes.clear();
        for (int i = 0; i < size; i++) {
            starts[i] = bytes.length();
            CanonicalBytes.encode(column, i, bytes);
        }
        starts[size] = bytes.length();
    }

    private void readWords(Vector column, int size) {
        if (column instanceof LongVector longs) {
            words = longs.values();
            return;
        }
        long[] into = words.length < size ? new long[Math.max(64, 2 * size)] : words;
        words = into;
        if (column instanceof IntVector ints) {
            for (int i = 0; i < size; i++) {
                into[i] = ints.values()[i];
            }
        } else if (column instanceof DoubleVector doubles) {
            for (int i = 0; i < size; i++) {
                into[i] = ordered(doubles.values()[i]);
            }
        } else if (column instanceof FloatVector floats) {
            for (int i = 0; i < size; i++) {
                into[i] = ordered(floats.values()[i]);
            }
        } else {
            boolean[] booleans = ((BooleanVector) column).values();
            for (int i = 0; i < size; i++) {
                into[i] = booleans[i] ? 1 : 0;
            }
        }
    }

    /** Bits whose order is that of the values: -0.0 as 0.0, NaN greatest. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value + 0.0); // -0.0 + 0.0 is 0.0; one NaN
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    boolean isNull(int row) {
        boolean[] mask = nulls;
        return mask != null && mask[row];
    }

    long word(int row) {
        return words[row];
    }

    /** The same for equal values. */
    long hash(int row) {
        if (isNull(row)) {
            return 0;
        }
        if (word) {
            return words[row];
        }
        long hash = 1;
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            hash = 31 * hash + bytes.bytes()[i];
        }
        return hash;
    }

    int compare(int a, int b) {
        return word
                ? Long.compare(words[a], words[b])
                : Arrays.compareUnsigned(
                        bytes.bytes(), starts[a], starts[a + 1], bytes.bytes(), starts[b], starts[b + 1]);
    }

    /** Appends the value of a word. */
    void append(long key, VectorBuilder out) {
        switch (type.storage()) {
            case BOOLEAN -> out.appendBoolean(key != 0);
            case INT -> out.appendInt((int) key);
            case LONG -> out.appendLong(key);
            case FLOAT -> out.appendFloat((float) unordered(key));
            case DOUBLE -> out.appendDouble(unordered(key));
            default -> throw new IllegalStateException(type.sql());
        }
    }

    private static double unordered(long key) {
        return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
    }
}
