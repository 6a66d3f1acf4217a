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
}
