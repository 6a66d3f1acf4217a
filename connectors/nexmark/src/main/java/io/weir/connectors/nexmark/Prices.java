// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

/**
 * Prices in cents from 1.00 to 1,000,000.00 with evenly spread logarithms: {@code round(10^(6u) * 100)} for even u.
 *
 * <p>The curve is a table of straight pieces in fixed point. Each piece spans 0.7 % of a price, so that a price lies
 * within 6 millionths of the curve; and there is no floating point that could differ between machines.
 */
final class Prices {
    private static final int PIECE_BITS = 11;
    private static final int PIECES = 1 << PIECE_BITS;
    private static final int POINT_BITS = 16;
    private static final int WITHIN_BITS = 27;

    private static final long[] CURVE = new long[PIECES + 1];

    static {
        for (int i = 0; i <= PIECES; i++) {
            CURVE[i] = (long) (StrictMath.pow(10, 6.0 * i / PIECES) * 100 * (1 << POINT_BITS));
        }
    }

    private Prices() {}

    static long price(long bits) {
        int piece = (int) (bits >>> (64 - PIECE_BITS));
        long within = bits >>> 8 & (1L << WITHIN_BITS) - 1;
        long from = CURVE[piece];
        long to = CURVE[piece + 1];
        return (from + ((to - from) * within >>> WITHIN_BITS) + (1 << POINT_BITS - 1)) >> POINT_BITS;
    }
}
