// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.spi.batch.Batch;

/** Some pairs: each the place of a row in a batch, a row of the other side's state, and the product of their weights. */
final class PairRows {
    static final int MAX = Batch.MAX_ROWS;

    final int[] indexes = new int[MAX];
    final int[] rows = new int[MAX];
    final long[] weights = new long[MAX];
    int count;

    /** As much of a weight as a row of a batch can have. */
    static int part(long weight) {
        return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, weight));
    }

    /** Takes the pairs from {@code from} on that have no weight out of the list. */
    void dropWeightless(int from) {
        int kept = from;
        for (int i = from; i < count; i++) {
            indexes[kept] = indexes[i];
            rows[kept] = rows[i];
            weights[kept] = weights[i];
            kept += weights[i] == 0 ? 0 : 1;
        }
        count = kept;
    }
}
