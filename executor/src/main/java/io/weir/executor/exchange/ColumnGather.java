// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

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
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch in the making: takes chosen rows of one vector after another in plain loops.
 *
 * <p>Its arrays have room for {@link Batch#MAX_ROWS} rows; they go with the vector that is built, and may come back with
 * {@link #useAgain}.
 */
abstract sealed class ColumnGather {
    private static final int[] ZEROS = new int[Batch.MAX_ROWS];

    int size;
    private boolean @Nullable [] nulls;
    private int[] through = {};

    static ColumnGather of(DataType type) {
        return switch (type.storage()) {
            case BOOLEAN -> new Booleans();
            case INT -> new Ints();
            case LONG -> new Longs();
            case FLOAT -> new Floats();
            case DOUBLE -> new Doubles();
            case INT128 -> new Int128s();
            case BYTES -> new Bytes();
            case ROW, ARRAY, MAP -> new Nested(type);
        };
    }

    /** Takes the rows {@code rows[from]} to {@code rows[to - 1]}, for which there is room. */
    final void append(Vector vector, int[] rows, int from, int to) {
        if (vector instanceof ConstantVector constant) {
            append(constant.value(), ZEROS, 0, to - from);
        } else if (vector instanceof DictionaryVector dictionary) {
            int count = to - from;
            int[] translated = through.length < count ? new int[Batch.MAX_ROWS] : through;
            through = translated;
            int[] indexes = dictionary.indexes();
            for (int i = 0; i < count; i++) {
                translated[i] = indexes[rows[from + i]];
            }
            append(dictionary.values(), translated, 0, count);
        } else {
            appendNulls(vector.nulls(), rows, from, to);
            appendValues(vector, rows, from, to);
            size += to - from;
        }
    }

    private void appendNulls(boolean @Nullable [] of, int[] rows, int from, int to) {
        if (of == null) {
            return;
        }
        boolean[] mask = nulls;
        if (mask == null) {
            mask = new boolean[Batch.MAX_ROWS];
            nulls = mask;
        }
        int at = size;
        for (int i = from; i < to; i++) {
            mask[at++] = of[rows[i]];
        }
    }

    /** The rows so far; none are left. */
    final Vector build() {
        Vector built = make(size, nulls);
        size = 0;
        nulls = null;
        return built;
    }

    /** Bytes of variable length that it holds. */
    int variableBytes() {
        return 0;
    }

    /** Offers a vector that it has built and that nobody reads any more, while it holds no rows. */
    abstract void useAgain(Vector vector);

    abstract void appendValues(Vector vector, int[] rows, int from, int to);

    abstract Vector make(int rows, boolean @Nullable [] mask);

    private static final class Booleans extends ColumnGather {
        private boolean[] values = {};

        @Override
        void useAgain(Vector vector) {
            values = ((BooleanVector) vector).values();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            boolean[] source = ((BooleanVector) vector).values();
            values = values.length == 0 ? new boolean[Batch.MAX_ROWS] : values;
            int at = size;
            for (int i = from; i < to; i++) {
                values[at++] = source[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            boolean[] built = values;
            values = new boolean[0];
            return new BooleanVector(rows, built, mask);
        }
    }

    private static final class Ints extends ColumnGather {
        private int[] values = {};

        @Override
        void useAgain(Vector vector) {
            values = ((IntVector) vector).values();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            int[] source = ((IntVector) vector).values();
            int[] target = values.length == 0 ? new int[Batch.MAX_ROWS] : values;
            values = target;
            int at = size;
            for (int i = from; i < to; i++) {
                target[at++] = source[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            int[] built = values;
            values = new int[0];
            return new IntVector(rows, built, mask);
        }
    }

    private static final class Longs extends ColumnGather {
        private long[] values = {};

        @Override
        void useAgain(Vector vector) {
            values = ((LongVector) vector).values();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            long[] source = ((LongVector) vector).values();
            long[] target = values.length == 0 ? new long[Batch.MAX_ROWS] : values;
            values = target;
            int at = size;
            for (int i = from; i < to; i++) {
                target[at++] = source[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            long[] built = values;
            values = new long[0];
            return new LongVector(rows, built, mask);
        }
    }

    private static final class Floats extends ColumnGather {
        private float[] values = {};

        @Override
        void useAgain(Vector vector) {
            values = ((FloatVector) vector).values();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            float[] source = ((FloatVector) vector).values();
            values = values.length == 0 ? new float[Batch.MAX_ROWS] : values;
            int at = size;
            for (int i = from; i < to; i++) {
                values[at++] = source[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            float[] built = values;
            values = new float[0];
            return new FloatVector(rows, built, mask);
        }
    }

    private static final class Doubles extends ColumnGather {
        private double[] values = {};

        @Override
        void useAgain(Vector vector) {
            values = ((DoubleVector) vector).values();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            double[] source = ((DoubleVector) vector).values();
            double[] target = values.length == 0 ? new double[Batch.MAX_ROWS] : values;
            values = target;
            int at = size;
            for (int i = from; i < to; i++) {
                target[at++] = source[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            double[] built = values;
            values = new double[0];
            return new DoubleVector(rows, built, mask);
        }
    }

    private static final class Int128s extends ColumnGather {
        private long[] high = {};
        private long[] low = {};

        @Override
        void useAgain(Vector vector) {
            high = ((Int128Vector) vector).high();
            low = ((Int128Vector) vector).low();
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            Int128Vector source = (Int128Vector) vector;
            high = high.length == 0 ? new long[Batch.MAX_ROWS] : high;
            low = low.length == 0 ? new long[Batch.MAX_ROWS] : low;
            int at = size;
            for (int i = from; i < to; i++, at++) {
                high[at] = source.high()[rows[i]];
                low[at] = source.low()[rows[i]];
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            Vector built = new Int128Vector(rows, high, low, mask);
            high = new long[0];
            low = new long[0];
            return built;
        }
    }

    private static final class Bytes extends ColumnGather {
        private static final int BLOCK_BYTES = 16 * 1024;

        private byte[] block = {};
        private int used;
        private int[] starts = {};
        private int[] lengths = {};

        @Override
        int variableBytes() {
            return used;
        }

        @Override
        void useAgain(Vector vector) {
            BytesVector built = (BytesVector) vector;
            starts = built.starts();
            lengths = built.lengths();
            block = built.blocks()[0].length <= 2 * Batch.MAX_BYTES ? built.blocks()[0] : block;
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            BytesVector source = (BytesVector) vector;
            starts = starts.length == 0 ? new int[Batch.MAX_ROWS] : starts;
            lengths = lengths.length == 0 ? new int[Batch.MAX_ROWS] : lengths;
            ensure(source, rows, from, to);
            byte[] target = block;
            boolean[] mask = source.nulls();
            int at = size;
            int end = used;
            for (int i = from; i < to; i++, at++) {
                int row = rows[i];
                int length = mask != null && mask[row] ? 0 : source.lengths()[row];
                System.arraycopy(source.block(row), source.starts()[row], target, end, length);
                starts[at] = end;
                lengths[at] = length;
                end += length;
            }
            used = end;
        }

        private void ensure(BytesVector source, int[] rows, int from, int to) {
            long more = 0;
            int[] of = source.lengths();
            for (int i = from; i < to; i++) {
                more += of[rows[i]];
            }
            if (block.length - used < more) {
                long doubled = Math.max(BLOCK_BYTES, 2L * block.length);
                int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(doubled, used + more));
                block = Arrays.copyOf(block, capacity);
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            Vector built = new BytesVector(rows, new byte[][] {block}, null, starts, lengths, mask);
            block = new byte[0];
            used = 0;
            starts = new int[0];
            lengths = new int[0];
            return built;
        }
    }

    /** Rows of nested values one by one. */
    private static final class Nested extends ColumnGather {
        private final VectorBuilder builder;

        Nested(DataType type) {
            builder = VectorBuilder.of(type, Batch.MAX_ROWS);
        }

        @Override
        int variableBytes() {
            return (int) Math.min(Integer.MAX_VALUE, builder.bytes());
        }

        @Override
        void useAgain(Vector vector) {
            // its builder makes new arrays
        }

        @Override
        void appendValues(Vector vector, int[] rows, int from, int to) {
            for (int i = from; i < to; i++) {
                builder.append(vector, rows[i]);
            }
        }

        @Override
        Vector make(int rows, boolean @Nullable [] mask) {
            return builder.build();
        }
    }
}
