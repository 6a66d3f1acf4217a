// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.plan.RankFunction;

/**
 * Ranks along a partition: as a walk goes from entry to entry, the rank that each begins with.
 *
 * <p>An entry is a row with a weight; peers are entries that the order does not tell apart.
 */
final class Ranks {
    private final RankFunction function;

    /** Rows so far. */
    private long rows;
    /** Groups of peers so far, but for the present one. */
    private long groups;
    /** Rows before the present peers. */
    private long before;

    Ranks(RankFunction function) {
        this.function = function;
    }

    void begin() {
        rows = 0;
        groups = 0;
        before = 0;
    }

    /** The next entry is no peer of the last. */
    void nextGroup() {
        groups += rows > before ? 1 : 0;
        before = rows;
    }

    /** The rank of the first row of the present entry. */
    long rank() {
        return switch (function) {
            case ROW_NUMBER -> rows + 1;
            case RANK -> before + 1;
            case DENSE_RANK -> groups + 1;
        };
    }

    /** The present entry has so many rows. */
    void add(long weight) {
        rows += weight;
    }
}
