// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.Int128Vector;
import java.math.BigInteger;

/** Two's complement arithmetic on integers of several {@code long}s. */
final class Wide {
    private static final BigInteger TEN_TO_38 = BigInteger.TEN.pow(38);
    private static final long TEN_TO_38_HIGH = TEN_TO_38.shiftRight(64).longValue();
    private static final long TEN_TO_38_LOW = TEN_TO_38.longValue();

    private Wide() {}

    /** 1 when the unsigned addition {@code a + b = sum} has left 64 bits, else 0. */
    static long carry(long a, long b, long sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> 63;
    }

    /** The high word of a negated 128-bit integer, whose low word is {@code -low}. */
    static long negatedHigh(long high, long low) {
        return low == 0 ? -high : ~high;
    }

    /** The high word of {@code a * b}, a without sign, b with. */
    static long multiplyHighUnsigned(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b);
    }

    /** Whether a 128-bit integer fits in its low word. */
    static boolean fitsLong(long high, long low) {
        return high == low >> 63;
    }

    /** Whether the absolute value is below ten to the 38th. */
    static boolean fits38Digits(long high, long low) {
        long h = high < 0 ? negatedHigh(high, low) : high;
        long l = high < 0 ? -low : low;
        return h >= 0 && (h < TEN_TO_38_HIGH || (h == TEN_TO_38_HIGH && Long.compareUnsigned(l, TEN_TO_38_LOW) < 0));
    }

    static BigInteger toBigInteger(long high, long low) {
        return Int128Vector.toBigInteger(high, low);
    }

    static BigInteger toBigInteger(long high, long middle, long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(128)
                .add(toBigInteger(0, middle).shiftLeft(64))
                .add(toBigInteger(0, low));
    }

    /** The nearest {@code double}. */
    static double toDouble(long high, long low) {
        return fitsLong(high, low) ? (double) low : toBigInteger(high, low).doubleValue();
    }
}
