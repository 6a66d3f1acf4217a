// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.BooleanVector;
import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.IntVector;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of many rows into a vector, in one tight loop. */
final class RowVectors {
    private static final byte[] NOTHING = {};

    private final PagedRows rows;
    private final RowColumns columns;
    /** Per page its number among the blocks of the vector being made, plus 1. */
    private int[] blockOfPage = {};

    RowVectors(PagedRows rows, RowColumns columns) {
        this.rows = rows;
        this.columns = columns;
    }

    Vector gather(int column, int[] of, int from, int to) {
        DataType type = columns.sqlType(column);
        int count = to - from;
        boolean[] nulls = nulls(column, of, from, count);
        int offset = rows.layout.offsets[column];
        switch (type.storage()) {
            case BOOLEAN -> {
                long[] words = words(offset, of, from, count);
                boolean[] values = new boolean[count];
                for (int i = 0; i < count; i++) {
                    values[i] = words[i] != 0;
                }
                return new BooleanVector(count, values, nulls);
            }
            case INT -> {
                return new IntVector(count, ints(offset, of, from, count), nulls);
            }
            case LONG -> {
                return new LongVector(count, words(offset, of, from, count), nulls);
            }
            case FLOAT -> {
                int[] bits = ints(offset, of, from, count);
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Float.intBitsToFloat(bits[i]);
                }
                return new FloatVector(count, values, nulls);
            }
            case DOUBLE -> {
                long[] bits = words(offset, of, from, count);
                double[] values = new double[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Double.longBitsToDouble(bits[i]);
                }
                return new DoubleVector(count, values, nulls);
            }
            case INT128 -> {
                return new Int128Vector(
                        count, words(offset, of, from, count), words(offset + 1, of, from, count), nulls);
            }
            case BYTES -> {
                return bytes(offset, of, from, count, nulls);
            }
            case ROW, ARRAY, MAP -> {
                VectorBuilder builder = VectorBuilder.of(type, count);
                for (int i = from; i < to; i++) {
                    columns.append(builder, of[i], column);
                }
                return builder.build();
            }
        }
        throw new IllegalStateException(type.sql());
    }

    private long[] words(int offset, int[] of, int from, int count) {
        long[][] pages = rows.words;
        int shift = rows.layout.pageShift;
        int mask = rows.layout.rowMask;
        int stride = rows.layout.stride;
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            int row = of[from + i];
            values[i] = pages[row >> shift][(row & mask) * stride + offset];
        }
        return values;
    }

    private int[] ints(int offset, int[] of, int from, int count) {
        long[][] pages = rows.words;
        int shift = rows.layout.pageShift;
        int mask = rows.layout.rowMask;
        int stride = rows.layout.stride;
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int row = of[from + i];
            values[i] = (int) pages[row >> shift][(row & mask) * stride + offset];
        }
        return values;
    }

    private boolean @Nullable [] nulls(int column, int[] of, int from, int count) {
        long[][] pages = rows.words;
        int shift = rows.layout.pageShift;
        int rowMask = rows.layout.rowMask;
        int stride = rows.layout.stride;
        int offset = rows.layout.nullOffsets[column];
        long bit = rows.layout.nullMasks[column];
        boolean[] nulls = new boolean[count];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            int row = of[from + i];
            nulls[i] = (pages[row >> shift][(row & rowMask) * stride + offset] & bit) != 0;
            any |= nulls[i];
        }
        return any ? nulls : null;
    }

    /** The blocks of the pages are only ever appended to, so the vector may share them. */
    private Vector bytes(int offset, int[] of, int from, int count, boolean @Nullable [] nulls) {
        int shift = rows.layout.pageShift;
        if (blockOfPage.length < rows.pageCount) {
            blockOfPage = new int[Math.max(rows.pageCount, 2 * blockOfPage.length)];
        }
        long[] places = words(offset, of, from, count);
        int[] blockOf = new int[count];
        byte[][] blocks = {NOTHING, NOTHING, NOTHING, NOTHING};
        int blockCount = 0;
        for (int i = 0; i < count; i++) {
            int row = of[from + i];
            int page = row >> shift;
            if (blockOfPage[page] == 0) {
                if (blockCount == blocks.length) {
                    blocks = Arrays.copyOf(blocks, 2 * blockCount);
                }
                blocks[blockCount] = rows.bytesOf(row);
                blockOfPage[page] = ++blockCount;
            }
            blockOf[i] = blockOfPage[page] - 1;
        }
        int[] starts = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            blockOfPage[of[from + i] >> shift] = 0;
            starts[i] = (int) (places[i] >>> 32);
            lengths[i] = (int) places[i];
        }
        byte[][] used = Arrays.copyOf(blocks, Math.max(1, blockCount));
        return new BytesVector(count, used, blockCount <= 1 ? null : blockOf, starts, lengths, nulls);
    }
}
