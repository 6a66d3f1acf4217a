// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.source;

import io.weir.spi.batch.ArrayVector;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.ConstantVector;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.MapVector;
import io.weir.spi.batch.RowVector;
import io.weir.spi.batch.Vector;

/** Roughly how many bytes the rows of a batch take; one addition per fixed column, one pass over lengths per text column. */
public final class BatchBytes {
    private BatchBytes() {}

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
}
