// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Arithmetic of DECIMAL values in the form they have in vectors: scaled {@code long}s to 18 digits, pairs of high and low
 * part to 38.
 *
 * <p>The caller gives the scales of the arguments and the precision and scale of the result. A result with more digits
 * fails with NUMERIC_OUT_OF_RANGE, digits behind the scale are rounded half up (away from zero). What fits into a
 * {@code long} is computed there; the rest takes the way over {@link BigInteger}.
 */
public final class Decimals {
    private static final long[] POWERS = new long[19];
    private static final BigInteger[] BIG_POWERS = new BigInteger[2 * DecimalType.MAX_PRECISION + 2];
    private static final long[] POWERS_HIGH = new long[DecimalType.MAX_PRECISION + 1];
    private static final long[] POWERS_LOW = new long[DecimalType.MAX_PRECISION + 1];

    static {
        for (int i = 0; i < BIG_POWERS.length; i++) {
            BIG_POWERS[i] = BigInteger.TEN.pow(i);
        }
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = BIG_POWERS[i].longValue();
        }
        for (int i = 0; i < POWERS_HIGH.length; i++) {
            POWERS_HIGH[i] = BIG_POWERS[i].shiftRight(Long.SIZE).longValue();
            POWERS_LOW[i] = BIG_POWERS[i].longValue();
        }
    }

    private Decimals() {}

    // ---- to 18 digits

    /** 10 to the given power, from 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    public static long add(long a, int scaleA, long b, int scaleB, int precision, int scale) {
        if (scaleA <= scale && scaleB <= scale) {
            // An argument has at most 18 digits, but may get more by the scale of the result.
            long x = a * POWERS[scale - scaleA];
            long y = b * POWERS[scale - scaleB];
            if (fits(a, x, scale - scaleA) && fits(b, y, scale - scaleB)) {
                long sum = x + y;
                if (((x ^ sum) & (y ^ sum)) >= 0) {
                    return check(sum, precision);
                }
            }
        }
        return toLong(add(BigInteger.valueOf(a), scaleA, BigInteger.valueOf(b), scaleB, scale), precision);
    }

    public static long subtract(long a, int scaleA, long b, int scaleB, int precision, int scale) {
        return add(a, scaleA, -b, scaleB, precision, scale);
    }

    public static long multiply(long a, int scaleA, long b, int scaleB, int precision, int scale) {
        long low = a * b;
        if (scaleA + scaleB == scale && Int128.isLong(Math.multiplyHigh(a, b), low)) {
            return check(low, precision);
        }
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        return toLong(rescale(product, scaleA + scaleB, scale), precision);
    }

    public static long divide(long a, int scaleA, long b, int scaleB, int precision, int scale) {
        if (b == 0) {
            throw RowError.of(ErrorCode.DIVISION_BY_ZERO);
        }
        int shift = scale + scaleB - scaleA;
        if (shift >= 0 && shift < POWERS.length) {
            long dividend = a * POWERS[shift];
            if (fits(a, dividend, shift)) {
                return check(divideHalfUp(dividend, b), precision);
            }
        }
        return toLong(divide(BigInteger.valueOf(a), scaleA, BigInteger.valueOf(b), scaleB, scale), precision);
    }

    /** The remainder, with the sign of the dividend. */
    public static long mod(long a, int scaleA, long b, int scaleB, int precision, int scale) {
        if (b == 0) {
            throw RowError.of(ErrorCode.DIVISION_BY_ZERO);
        }
        if (scaleA == scale && scaleB == scale) {
            return check(a % b, precision);
        }
        return toLong(mod(BigInteger.valueOf(a), scaleA, BigInteger.valueOf(b), scaleB, scale), precision);
    }

    public static int compare(long a, int scaleA, long b, int scaleB) {
        if (scaleA == scaleB) {
            return Long.compare(a, b);
        }
        return compare(a >> 63, a, scaleA, b >> 63, b, scaleB);
    }

    /** The same value with another precision and scale. */
    public static long cast(long value, int fromScale, int precision, int scale) {
        if (scale >= fromScale) {
            long scaled = value * POWERS[scale - fromScale];
            if (!fits(value, scaled, scale - fromScale)) {
                throw outOfRange();
            }
            return check(scaled, precision);
        }
        return check(divideHalfUp(value, POWERS[fromScale - scale]), precision);
    }

    /** Fails when a scaled value has more digits. */
    public static long check(long value, int precision) {
        if (precision < POWERS.length && (value >= POWERS[precision] || value <= -POWERS[precision])) {
            throw outOfRange();
        }
        return value;
    }

    // ---- to 38 digits

    public static Int128 add(
            long highA,
            long lowA,
            int scaleA,
            long highB,
            long lowB,
            int scaleB,
            int precision,
            int scale,
            Int128 result) {
        if (scaleA == scale && scaleB == scale) {
            long low = lowA + lowB;
            long high = highA + highB + (Long.compareUnsigned(low, lowA) < 0 ? 1 : 0);
            if (((highA ^ high) & (highB ^ high)) < 0) {
                throw outOfRange();
            }
            return check(result.set(high, low), precision);
        }
        BigInteger a = Int128.toBigInteger(highA, lowA);
        BigInteger b = Int128.toBigInteger(highB, lowB);
        return set(result, add(a, scaleA, b, scaleB, scale), precision);
    }

    public static Int128 subtract(
            long highA,
            long lowA,
            int scaleA,
            long highB,
            long lowB,
            int scaleB,
            int precision,
            int scale,
            Int128 result) {
        long low = -lowB;
        long high = ~highB + (lowB == 0 ? 1 : 0);
        return add(highA, lowA, scaleA, high, low, scaleB, precision, scale, result);
    }

    public static Int128 multiply(
            long highA,
            long lowA,
            int scaleA,
            long highB,
            long lowB,
            int scaleB,
            int precision,
            int scale,
            Int128 result) {
        if (scaleA + scaleB == scale && Int128.isLong(highA, lowA) && Int128.isLong(highB, lowB)) {
            return check(result.set(Math.multiplyHigh(lowA, lowB), lowA * lowB), precision);
        }
        BigInteger product = Int128.toBigInteger(highA, lowA).multiply(Int128.toBigInteger(highB, lowB));
        return set(result, rescale(product, scaleA + scaleB, scale), precision);
    }

    public static Int128 divide(
            long highA,
            long lowA,
            int scaleA,
            long highB,
            long lowB,
            int scaleB,
            int precision,
            int scale,
            Int128 result) {
        if ((highB | lowB) == 0) {
            throw RowError.of(ErrorCode.DIVISION_BY_ZERO);
        }
        int shift = scale + scaleB - scaleA;
        if (shift >= 0 && shift < POWERS.length && Int128.isLong(highA, lowA) && Int128.isLong(highB, lowB)) {
            long dividend = lowA * POWERS[shift];
            if (fits(lowA, dividend, shift)) {
                return check(result.set(divideHalfUp(dividend, lowB)), precision);
            }
        }
        BigInteger a = Int128.toBigInteger(highA, lowA);
        BigInteger b = Int128.toBigInteger(highB, lowB);
        return set(result, divide(a, scaleA, b, scaleB, scale), precision);
    }

    /** The remainder, with the sign of the dividend. */
    public static Int128 mod(
            long highA,
            long lowA,
            int scaleA,
            long highB,
            long lowB,
            int scaleB,
            int precision,
            int scale,
            Int128 result) {
        if ((highB | lowB) == 0) {
            throw RowError.of(ErrorCode.DIVISION_BY_ZERO);
        }
        BigInteger a = Int128.toBigInteger(highA, lowA);
        BigInteger b = Int128.toBigInteger(highB, lowB);
        return set(result, mod(a, scaleA, b, scaleB, scale), precision);
    }

    public static int compare(long highA, long lowA, int scaleA, long highB, long lowB, int scaleB) {
        if (scaleA == scaleB) {
            return highA != highB ? Long.compare(highA, highB) : Long.compareUnsigned(lowA, lowB);
        }
        int scale = Math.max(scaleA, scaleB);
        BigInteger a = Int128.toBigInteger(highA, lowA).multiply(BIG_POWERS[scale - scaleA]);
        return a.compareTo(Int128.toBigInteger(highB, lowB).multiply(BIG_POWERS[scale - scaleB]));
    }

    /** The same value with another precision and scale. */
    public static Int128 cast(long high, long low, int fromScale, int precision, int scale, Int128 result) {
        if (fromScale == scale) {
            return check(result.set(high, low), precision);
        }
        return set(result, rescale(Int128.toBigInteger(high, low), fromScale, scale), precision);
    }

    /** The same value with a precision of at most 18 and another scale. */
    public static long castToLong(long high, long low, int fromScale, int precision, int scale) {
        if (fromScale == scale && Int128.isLong(high, low)) {
            return check(low, precision);
        }
        return toLong(rescale(Int128.toBigInteger(high, low), fromScale, scale), precision);
    }

    /** Fails when a scaled value has more digits. */
    private static Int128 check(Int128 value, int precision) {
        long high = value.high();
        long low = value.low();
        if (high < 0) {
            high = ~high + (low == 0 ? 1 : 0);
            low = -low;
        }
        boolean below = high != POWERS_HIGH[precision]
                ? Long.compareUnsigned(high, POWERS_HIGH[precision]) < 0
                : Long.compareUnsigned(low, POWERS_LOW[precision]) < 0;
        if (!below) {
            throw outOfRange();
        }
        return value;
    }

    // ---- as objects

    /** A value brought to the scale of a type, if it has not more digits than that. */
    public static BigDecimal fit(BigDecimal value, int precision, int scale) {
        if (value.signum() != 0 && (long) value.precision() - value.scale() > precision - scale) {
            throw outOfRange();
        }
        // Of a value far below the scale only the sign is left to see; its digits must not be spread out.
        BigDecimal near =
                value.signum() != 0 && value.scale() - (long) value.precision() > scale ? BigDecimal.ZERO : value;
        BigDecimal result = near.setScale(scale, RoundingMode.HALF_UP);
        if (result.precision() > precision) {
            throw outOfRange();
        }
        return result;
    }

    private static BigInteger add(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
        int common = Math.max(scaleA, scaleB);
        BigInteger sum = a.multiply(BIG_POWERS[common - scaleA]).add(b.multiply(BIG_POWERS[common - scaleB]));
        return rescale(sum, common, scale);
    }

    private static BigInteger divide(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
        int shift = scale + scaleB - scaleA;
        return shift >= 0
                ? divideHalfUp(a.multiply(BIG_POWERS[shift]), b)
                : divideHalfUp(a, b.multiply(BIG_POWERS[-shift]));
    }

    private static BigInteger mod(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
        int common = Math.max(scaleA, scaleB);
        BigInteger x = a.multiply(BIG_POWERS[common - scaleA]);
        return rescale(x.remainder(b.multiply(BIG_POWERS[common - scaleB])), common, scale);
    }

    private static BigInteger rescale(BigInteger value, int fromScale, int scale) {
        return scale >= fromScale
                ? value.multiply(BIG_POWERS[scale - fromScale])
                : divideHalfUp(value, BIG_POWERS[fromScale - scale]);
    }

    private static BigInteger divideHalfUp(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        boolean up = parts[1].shiftLeft(1).abs().compareTo(divisor.abs()) >= 0;
        return up ? parts[0].add(BigInteger.valueOf((long) dividend.signum() * divisor.signum())) : parts[0];
    }

    private static long divideHalfUp(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long rest = Math.abs(dividend % divisor);
        // rest * 2 >= |divisor| without overflow
        return rest >= Math.abs(divisor) - rest ? quotient + ((dividend ^ divisor) < 0 ? -1 : 1) : quotient;
    }

    /** Whether a product with a power of ten is right. */
    private static boolean fits(long value, long product, int exponent) {
        return exponent == 0 || Int128.isLong(Math.multiplyHigh(value, POWERS[exponent]), product);
    }

    private static long toLong(BigInteger value, int precision) {
        if (value.bitLength() >= Long.SIZE) {
            throw outOfRange();
        }
        return check(value.longValue(), precision);
    }

    private static Int128 set(Int128 result, BigInteger value, int precision) {
        if (value.abs().compareTo(BIG_POWERS[precision]) >= 0) {
            throw outOfRange();
        }
        return result.set(value);
    }

    private static RowError outOfRange() {
        return RowError.of(ErrorCode.NUMERIC_OUT_OF_RANGE);
    }
}
