// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.plan.JoinTime;

/**
 * The times that rows of one side of an interval join have in common with a row of the other.
 *
 * <p>Time is divided into stretches at least as long as the interval, so that the partners of a row lie in two of them at
 * most.
 */
final class Interval {
    private static final long FARTHEST = Long.MAX_VALUE / 4;
    private static final long SHORTEST_PART = 100_000;
    private static final long LONGEST_PART = 3_600_000_000L;

    /** Partners of a row at time t have times from t + least to t + most. */
    private final long least;

    private final long most;
    private final long stretch;

    private Interval(long least, long most) {
        this.least = least;
        this.most = most;
        long length = saturated(most, -least);
        stretch = length < 0 ? 1 : saturated(length, 1);
    }

    /** Of the partners that rows of a side have. */
    static Interval ofPartners(JoinTime.Interval time, int side) {
        long lower = bounded(time.lowerMicros());
        long upper = bounded(time.upperMicros());
        return side == JoinSide.LEFT ? new Interval(-upper, -lower) : new Interval(lower, upper);
    }

    /** No two times are further from each other. */
    private static long bounded(long bound) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, bound));
    }

    long stretchOf(long time) {
        return Math.floorDiv(time, stretch);
    }

    /** The first stretch with partners of a row at this time. */
    long firstStretch(long time) {
        return stretchOf(saturated(time, least));
    }

    /** The last stretch with partners of a row at this time. */
    long lastStretch(long time) {
        return stretchOf(saturated(time, most));
    }

    /** The greatest time of rows all of whose partners have come, by a watermark. */
    long complete(long watermark) {
        return watermark == Long.MAX_VALUE ? watermark : saturated(watermark, -most);
    }

    /** A width for parts of rows that leave together. */
    long partWidth() {
        return Math.max(SHORTEST_PART, Math.min(LONGEST_PART, stretch / 64));
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
