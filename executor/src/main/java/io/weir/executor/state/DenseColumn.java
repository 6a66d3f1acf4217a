// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

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
import io.weir.spi.type.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of a batch laid out as it would lie in rows of a table: one entry for each row that counts, equal values as
 * equal words or bytes, NULL as 0 words and length 0.
 *
 * <p>Shares the arrays of the vector where it can, and then is good as long as the batch.
 */
final class DenseColumn {
    private static final byte[][] NO_BLOCKS = {{}};

    /** The only word of each value, or its high one; meaningless for bytes. */
    long[] words = {};
    /** The second word of 128-bit values. */
    long[] low = {};
    /** Bytes: where they start and how many they are. */
    int[] starts = {};

    int[] lengths = {};
    private byte[][] blocks = NO_BLOCKS;
    private int @Nullable [] blockOf;
    /** Which are NULL; null when none is. */
    boolean @Nullable [] nulls;

    private int[] places = {};
    private long[] ownWords = {};
    private long[] ownLow = {};
    private int[] ownStarts = {};
    private int[] ownLengths = {};
    private int[] ownBlockOf = {};
    private boolean[] ownNulls = {};
    private final GrowableBytes encoded = new GrowableBytes();

    byte[] block(int index) {
        return blocks[blockOf == null ? 0 : blockOf[index]];
    }

    boolean isNull(int index) {
        return nulls != null && nulls[index];
    }

    void load(Vector vector, int @Nullable [] selection, int count) {
        if (vector instanceof ConstantVector constant) {
            int[] rows = places(count);
            Arrays.fill(rows, 0, count, 0);
            loadFlat(constant.value(), rows, count);
        } else if (vector instanceof DictionaryVector dictionary) {
            int[] indexes = dictionary.indexes();
            int[] rows = indexes;
            if (selection != null) {
                rows = places(count);
                for (int i = 0; i < count; i++) {
                    rows[i] = indexes[selection[i]];
                }
            }
            loadFlat(dictionary.values(), rows, count);
        } else {
            loadFlat(vector, selection, count);
        }
    }

    /** {@code rows} are the physical rows, or null for the first {@code count}. */
    private void loadFlat(Vector vector, int @Nullable [] rows, int count) {
        nulls = denseNulls(vector.nulls(), rows, count);
        boolean share = rows == null && nulls == null;
        if (vector instanceof LongVector v) {
            takeWords(v.values(), rows, count, share);
        } else if (vector instanceof BytesVector v) {
            takeBytes(v, rows, count, share);
        } else if (vector instanceof Int128Vector v) {
            takeWords(v.high(), rows, count, share);
            takeLow(v.low(), rows, count, share);
        } else if (vector instanceof RowVector || vector instanceof ArrayVector || vector instanceof MapVector) {
            encode(vector, rows, count);
        } else {
            ownWords = HashOf.atLeast(ownWords, count);
            words = ownWords;
            convert(vector, rows, count, ownWords);
        }
        if (nulls != null) {
            clear(vector.storage(), nulls, count);
        }
    }

    private void takeWords(long[] from, int @Nullable [] rows, int count, boolean share) {
        if (share) {
            words = from;
        } else {
            ownWords = gather(from, rows, count, ownWords);
            words = ownWords;
        }
    }

    private void takeLow(long[] from, int @Nullable [] rows, int count, boolean share) {
        if (share) {
            low = from;
        } else {
            ownLow = gather(from, rows, count, ownLow);
            low = ownLow;
        }
    }

    private void takeBytes(BytesVector vector, int @Nullable [] rows, int count, boolean share) {
        blocks = vector.blocks();
        blockOf = vector.blockOf();
        if (share) {
            starts = vector.starts();
            lengths = vector.lengths();
            return;
        }
        if (blockOf != null) {
            ownBlockOf = gather(blockOf, rows, count, ownBlockOf);
            blockOf = ownBlockOf;
        }
        ownStarts = gather(vector.starts(), rows, count, ownStarts);
        starts = ownStarts;
        ownLengths = gather(vector.lengths(), rows, count, ownLengths);
        lengths = ownLengths;
    }

    private boolean @Nullable [] denseNulls(boolean @Nullable [] of, int @Nullable [] rows, int count) {
        if (of == null) {
            return null;
        }
        if (ownNulls.length < count) {
            ownNulls = new boolean[count];
        }
        boolean any = false;
        for (int i = 0; i < count; i++) {
            ownNulls[i] = of[rows == null ? i : rows[i]];
            any |= ownNulls[i];
        }
        return any ? ownNulls : null;
    }

    /** The arrays are our own, since there are NULLs. */
    private void clear(Storage storage, boolean[] of, int count) {
        switch (storage) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> {
                for (int i = 0; i < count; i++) {
                    ownWords[i] = of[i] ? 0 : ownWords[i];
                }
            }
            case INT128 -> {
                for (int i = 0; i < count; i++) {
                    ownWords[i] = of[i] ? 0 : ownWords[i];
                    ownLow[i] = of[i] ? 0 : ownLow[i];
                }
            }
            case BYTES, ROW, ARRAY, MAP -> {
                for (int i = 0; i < count; i++) {
                    ownLengths[i] = of[i] ? 0 : ownLengths[i];
                }
            }
        }
    }

    private static void convert(Vector vector, int @Nullable [] rows, int count, long[] to) {
        if (vector instanceof IntVector v) {
            int[] values = v.values();
            if (rows == null) {
                for (int i = 0; i < count; i++) {
                    to[i] = values[i];
                }
            } else {
                for (int i = 0; i < count; i++) {
                    to[i] = values[rows[i]];
                }
            }
        } else if (vector instanceof DoubleVector v) {
            for (int i = 0; i < count; i++) {
                to[i] = CanonicalBytes.canonicalBits(v.values()[rows == null ? i : rows[i]]);
            }
        } else if (vector instanceof FloatVector v) {
            for (int i = 0; i < count; i++) {
                to[i] = CanonicalBytes.canonicalBits(v.values()[rows == null ? i : rows[i]]);
            }
        } else if (vector instanceof BooleanVector v) {
            for (int i = 0; i < count; i++) {
                to[i] = v.values()[rows == null ? i : rows[i]] ? 1 : 0;
            }
        } else {
            throw new IllegalStateException(vector.getClass().getName());
        }
    }

    private void encode(Vector vector, int @Nullable [] rows, int count) {
        ownStarts = atLeast(ownStarts, count);
        ownLengths = atLeast(ownLengths, count);
        encoded.clear();
        for (int i = 0; i < count; i++) {
            ownStarts[i] = encoded.length();
            CanonicalBytes.encode(vector, rows == null ? i : rows[i], encoded);
            ownLengths[i] = encoded.length() - ownStarts[i];
        }
        starts = ownStarts;
        lengths = ownLengths;
        blocks = new byte[][] {encoded.bytes()};
        blockOf = null;
    }

    private int[] places(int count) {
        places = atLeast(places, count);
        return places;
    }

    private static long[] gather(long[] from, int @Nullable [] rows, int count, long[] scratch) {
        long[] to = HashOf.atLeast(scratch, count);
        if (rows == null) {
            System.arraycopy(from, 0, to, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = from[rows[i]];
            }
        }
        return to;
    }

    private static int[] gather(int[] from, int @Nullable [] rows, int count, int[] scratch) {
        int[] to = atLeast(scratch, count);
        if (rows == null) {
            System.arraycopy(from, 0, to, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = from[rows[i]];
            }
        }
        return to;
    }

    private static int[] atLeast(int[] scratch, int length) {
        return scratch.length >= length ? scratch : new int[Math.max(length, 2 * scratch.length)];
    }
}
