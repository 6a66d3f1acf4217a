// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;

/**
 * The 64-bit hash of keys: the same for equal SQL values, whatever vectors they lie in.
 *
 * <p>Integers of every width, and DECIMALs of one scale, hash by value; FLOAT as DOUBLE; nested values by their {@link
 * CanonicalBytes}. Frozen by a golden test, since it says which task owns a key. An instance holds scratch space and
 * belongs to one thread.
 */
public final class KeyHash {
    /** Computes {@code out[i]} for the i-th row that counts; no columns give the same hash for every row. */
    public void hash(Batch batch, int[] keyColumns, long[] out) {
        throw new UnsupportedOperationException();
    }
}
