// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.source;

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

/** Roughly how many bytes a batch takes: its rows, and its arrays, which may be longer or shared. */
public final class BatchBytes {
    private BatchBytes() {}

    /** Of its rows; one addition per fixed column, one pass over lengths per text column. */
    public static long of(Batch batch) {
        long bytes = 0;
        for (Vector column : batch.columns()) {
            bytes += of(column);
        }
        return bytes;
    }

    private static long of(Vector vector) {
        if (vector instanceof ConstantVector) {
            return 8;
        }
        if (vector instanceof DictionaryVector dictionary) {
            return 4L * dictionary.size() + of(dictionary.values());
        }
        long rows = vector.size();
        return switch (vector.storage()) {
            case BOOLEAN -> rows;
            case INT, FLOAT -> 4 * rows;
            case LONG, DOUBLE -> 8 * rows;
            case INT128 -> 16 * rows;
            case BYTES -> 8 * rows + sum(((BytesVector) vector).lengths(), vector.size());
            case ROW -> {
                long bytes = 0;
                for (Vector field : ((RowVector) vector).fields()) {
                    bytes += of(field);
                }
                yield bytes;
            }
            case ARRAY -> 8 * rows + of(((ArrayVector) vector).elements());
            case MAP -> 8 * rows + of(((MapVector) vector).keys()) + of(((MapVector) vector).values());
        };
    }

    private static long sum(int[] lengths, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lengths[i];
        }
        return sum;
    }

    /** Of the arrays it refers to. */
    public static long held(Batch batch) {
        long bytes = 0;
        for (Vector column : batch.columns()) {
            bytes += held(column);
        }
        return bytes;
    }

    private static long held(Vector vector) {
        if (vector instanceof LongVector v) {
            return 8L * v.values().length;
        } else if (vector instanceof IntVector v) {
            return 4L * v.values().length;
        } else if (vector instanceof BytesVector v) {
            long bytes = 8L * v.starts().length;
            for (byte[] block : v.blocks()) {
                bytes += block.length;
            }
            return bytes;
        } else if (vector instanceof BooleanVector v) {
            return v.values().length;
        } else if (vector instanceof FloatVector v) {
            return 4L * v.values().length;
        } else if (vector instanceof DoubleVector v) {
            return 8L * v.values().length;
        } else if (vector instanceof Int128Vector v) {
            return 16L * v.high().length;
        } else if (vector instanceof ConstantVector v) {
            return held(v.value());
        } else if (vector instanceof DictionaryVector v) {
            return 4L * v.indexes().length + held(v.values());
        } else if (vector instanceof RowVector v) {
            long bytes = 0;
            for (Vector field : v.fields()) {
                bytes += held(field);
            }
            return bytes;
        } else if (vector instanceof ArrayVector v) {
            return 8L * v.starts().length + held(v.elements());
        } else if (vector instanceof MapVector v) {
            return 8L * v.starts().length + held(v.keys()) + held(v.values());
        }
        throw new IllegalStateException(vector.getClass().getName());
    }
}
