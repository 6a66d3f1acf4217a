// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 64-bit hash of keys: the same for equal SQL values, whatever vectors they lie in.
 *
 * <p>Integers of every width, and DECIMALs of one scale, hash by value; FLOAT as DOUBLE; nested values by their {@link
 * CanonicalBytes}. Frozen by a golden test, since it says which task owns a key. An instance holds scratch space and
 * belongs to one thread.
 */
public final class KeyHash {
    private static final int[] FIRST_ROW = {0};

    private final GrowableBytes encoded = new GrowableBytes();
    private long[] column = new long[0];
    private long[] distinct = new long[0];
    private long[] shorter = new long[0];
    private int[] places = new int[0];

    /** Computes {@code out[i]} for the i-th row that counts; no columns give the same hash for every row. */
    public void hash(Batch batch, int[] keyColumns, long[] out) {
        hash(batch, keyColumns, keyColumns.length, out);
    }

    /**
     * As {@link #hash(Batch, int[], long[])}, but the first {@code groupKeys} columns alone name the key group: for
     * tables whose keys are longer than what divides rows among tasks, declared with as many group keys.
     */
    public void hash(Batch batch, int[] keyColumns, int groupKeys, long[] out) {
        int count = batch.size();
        if (groupKeys == 0) {
            Arrays.fill(out, 0, count, HashOf.NO_COLUMNS);
        } else {
            hashColumn(batch.column(keyColumns[0]), batch.selection(), count, out);
            combine(batch, keyColumns, 1, groupKeys, out);
        }
        if (groupKeys < keyColumns.length) {
            extend(batch, keyColumns, groupKeys, out, out);
        }
    }

    /**
     * Computes the hash of longer keys: {@code out[i]} is {@code hashes[i]} combined with the columns from {@code from}
     * on, and of the same key group.
     */
    public void extend(Batch batch, int[] keyColumns, int from, long[] hashes, long[] out) {
        int count = batch.size();
        shorter = HashOf.atLeast(shorter, count);
        System.arraycopy(hashes, 0, shorter, 0, count);
        if (hashes != out) {
            System.arraycopy(hashes, 0, out, 0, count);
        }
        combine(batch, keyColumns, from, keyColumns.length, out);
        for (int i = 0; i < count; i++) {
            out[i] = HashOf.inGroupOf(shorter[i], out[i]);
        }
    }

    private void combine(Batch batch, int[] keyColumns, int from, int to, long[] out) {
        int count = batch.size();
        for (int k = from; k < to; k++) {
            Vector vector = batch.column(keyColumns[k]);
            if (vector instanceof ConstantVector constant) {
                column = HashOf.atLeast(column, 1);
                hashFlat(constant.value(), FIRST_ROW, 1, column);
                combineAll(out, count, column[0]);
            } else {
                column = HashOf.atLeast(column, count);
                hashColumn(vector, batch.selection(), count, column);
                combineAll(out, count, column);
            }
        }
    }

    private static void combineAll(long[] hashes, int count, long next) {
        for (int i = 0; i < count; i++) {
            hashes[i] = HashOf.combine(hashes[i], next);
        }
    }

    private static void combineAll(long[] hashes, int count, long[] next) {
        for (int i = 0; i < count; i++) {
            hashes[i] = HashOf.combine(hashes[i], next[i]);
        }
    }

    private void hashColumn(Vector vector, int @Nullable [] selection, int count, long[] out) {
        if (vector instanceof ConstantVector constant) {
            distinct = HashOf.atLeast(distinct, 1);
            hashFlat(constant.value(), FIRST_ROW, 1, distinct);
            Arrays.fill(out, 0, count, distinct[0]);
        } else if (vector instanceof DictionaryVector dictionary) {
            hashDictionary(dictionary, selection, count, out);
        } else {
            hashFlat(vector, selection, count, out);
        }
    }

    private void hashDictionary(DictionaryVector dictionary, int @Nullable [] selection, int count, long[] out) {
        int[] indexes = dictionary.indexes();
        if (dictionary.values().size() <= count) {
            int values = dictionary.values().size();
            long[] hashes = HashOf.atLeast(distinct, values);
            distinct = hashes;
            hashFlat(dictionary.values(), null, values, hashes);
            if (selection == null) {
                for (int i = 0; i < count; i++) {
                    out[i] = hashes[indexes[i]];
                }
            } else {
                for (int i = 0; i < count; i++) {
                    out[i] = hashes[indexes[selection[i]]];
                }
            }
            return;
        }
        int[] through = indexes;
        if (selection != null) {
            if (places.length < count) {
                places = new int[count];
            }
            through = places;
            for (int i = 0; i < count; i++) {
                through[i] = indexes[selection[i]];
            }
        }
        hashFlat(dictionary.values(), through, count, out);
    }

    /** {@code rows} are the physical rows, or null for the first {@code count}. */
    private void hashFlat(Vector vector, int @Nullable [] rows, int count, long[] out) {
        if (vector instanceof LongVector v) {
            hashLongs(v.values(), rows, count, out);
        } else if (vector instanceof IntVector v) {
            hashInts(v.values(), rows, count, out);
        } else if (vector instanceof BytesVector v) {
            hashBytes(v, rows, count, out);
        } else if (vector instanceof DoubleVector v) {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.doubleBits(CanonicalBytes.canonicalBits(v.values()[rows == null ? i : rows[i]]));
            }
        } else if (vector instanceof FloatVector v) {
            for (int i = 0; i < count; i++) {
                double widened = v.values()[rows == null ? i : rows[i]];
                out[i] = HashOf.doubleBits(CanonicalBytes.canonicalBits(widened));
            }
        } else if (vector instanceof BooleanVector v) {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.ofLong(v.values()[rows == null ? i : rows[i]] ? 1 : 0);
            }
        } else if (vector instanceof Int128Vector v) {
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                out[i] = HashOf.int128(v.high()[row], v.low()[row]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                encoded.clear();
                CanonicalBytes.encode(vector, rows == null ? i : rows[i], encoded);
                out[i] = HashOf.bytes(encoded.bytes(), 0, encoded.length());
            }
        }
        boolean[] nulls = vector.nulls();
        if (nulls != null) {
            for (int i = 0; i < count; i++) {
                if (nulls[rows == null ? i : rows[i]]) {
                    out[i] = HashOf.NULL;
                }
            }
        }
    }

    private static void hashLongs(long[] values, int @Nullable [] rows, int count, long[] out) {
        if (rows == null) {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.ofLong(values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.ofLong(values[rows[i]]);
            }
        }
    }

    private static void hashInts(int[] values, int @Nullable [] rows, int count, long[] out) {
        if (rows == null) {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.ofLong(values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[i] = HashOf.ofLong(values[rows[i]]);
            }
        }
    }

    private static void hashBytes(BytesVector vector, int @Nullable [] rows, int count, long[] out) {
        byte[][] blocks = vector.blocks();
        int[] blockOf = vector.blockOf();
        int[] starts = vector.starts();
        int[] lengths = vector.lengths();
        boolean[] nulls = vector.nulls();
        for (int i = 0; i < count; i++) {
            int row = rows == null ? i : rows[i];
            if (nulls == null || !nulls[row]) { // the place beside a NULL means nothing
                out[i] = HashOf.bytes(blocks[blockOf == null ? 0 : blockOf[row]], starts[row], lengths[row]);
            }
        }
    }
}
