// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import java.math.BigInteger;

/**
 * Prints FLOAT and DOUBLE with as few digits as tell the value from its neighbours, the same on every Java.
 *
 * <p>The layout is Java's: {@code 0.001} to {@code 9999999.0} plain, all else as {@code 1.5E10}. Java 17 itself prints
 * more digits than needed for some values, later ones do not.
 *
 * <p>The algorithm is Raffaello Giulietti's ("The Schubfach way to render doubles", 2022): of the decimals with a spacing
 * just below the width of the interval that rounds to the value, at most two of the shorter kind and two of the longer
 * kind lie near it; integer products with a power of ten of 126 bits tell which lie inside.
 */
final class ShortestDecimal {
    private static final int K_MIN = -324;
    private static final int K_MAX = 292;
    private static final long MASK_63 = Long.MAX_VALUE;
    /** For each k the high and low 63 bits of 10^-k, scaled to 126 bits and rounded up. */
    private static final long[] POWERS = powers();

    private static final int PLAIN_EXPONENT_MIN = -3;
    private static final int PLAIN_EXPONENT_MAX = 7;

    private ShortestDecimal() {}

    private static long[] powers() {
        long[] table = new long[2 * (K_MAX - K_MIN + 1)];
        BigInteger mask = BigInteger.valueOf(MASK_63);
        for (int k = K_MIN; k <= K_MAX; k++) {
            int shift = 125 - log2OfPower10(-k);
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger scaled;
            if (k <= 0) {
                scaled = shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
            } else {
                scaled = BigInteger.ONE.shiftLeft(shift).divide(power);
            }
            scaled = scaled.add(BigInteger.ONE);
            table[2 * (k - K_MIN)] = scaled.shiftRight(63).longValueExact();
            table[2 * (k - K_MIN) + 1] = scaled.and(mask).longValueExact();
        }
        return table;
    }

    static TextBuffer append(double value, TextBuffer out) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & (1L << 52) - 1;
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent == 0x7FF) {
            return appendSpecial(bits < 0, fraction != 0, out);
        }
        // Below three, ten times the value is printed, so that two digits are right.
        return append(bits < 0, fraction, exponent, 52, -1074, 3, out);
    }

    static TextBuffer append(float value, TextBuffer out) {
        int bits = Float.floatToRawIntBits(value);
        int fraction = bits & (1 << 23) - 1;
        int exponent = bits >>> 23 & 0xFF;
        if (exponent == 0xFF) {
            return appendSpecial(bits < 0, fraction != 0, out);
        }
        return append(bits < 0, fraction, exponent, 23, -149, 8, out);
    }

    private static TextBuffer appendSpecial(boolean negative, boolean nan, TextBuffer out) {
        return out.appendAscii(nan ? "NaN" : negative ? "-Infinity" : "Infinity");
    }

    private static TextBuffer append(
            boolean negative, long fraction, int exponent, int fractionBits, int qMin, int tiny, TextBuffer out) {
        if (exponent == 0 && fraction == 0) {
            // -0.0 equals 0.0, so it must not look different.
            return out.appendAscii("0.0");
        }
        if (negative) {
            out.append('-');
        }
        if (exponent == 0) {
            return fraction < tiny
                    ? appendDecimal(qMin, 10 * fraction, -1, true, out)
                    : appendDecimal(qMin, fraction, 0, true, out);
        }
        int q = qMin - 1 + exponent;
        long c = 1L << fractionBits | fraction;
        if (q < 0 && q >= -fractionBits && c >> -q << -q == c) {
            return layOut(c >> -q, 0, out);
        }
        return appendDecimal(q, c, 0, fraction != 0 || exponent == 1, out);
    }

    /** Finds the decimal for {@code c * 2^q * 10^shift}; regular is when both neighbours are equally far. */
    private static TextBuffer appendDecimal(int q, long c, int shift, boolean regular, TextBuffer out) {
        int odd = (int) c & 1;
        long middle = c << 2;
        long right = middle + 2;
        long left = regular ? middle - 2 : middle - 1;
        int k = regular ? log10OfPower2(q) : log10OfThreeQuartersPower2(q);
        int h = q + log2OfPower10(-k) + 2;
        long high = POWERS[2 * (k - K_MIN)];
        long low = POWERS[2 * (k - K_MIN) + 1];
        long vm = productToOdd(high, low, middle << h);
        long vl = productToOdd(high, low, left << h);
        long vr = productToOdd(high, low, right << h);
        long s = vm >> 2;
        if (s >= 100) {
            // Try the shorter decimals first.
            long shorter = 10 * (s / 10);
            long next = shorter + 10;
            boolean shorterIn = vl + odd <= shorter << 2;
            boolean nextIn = (next << 2) + odd <= vr;
            if (shorterIn != nextIn) {
                return layOut(shorterIn ? shorter : next, k + shift, out);
            }
        }
        long t = s + 1;
        boolean sIn = vl + odd <= s << 2;
        boolean tIn = (t << 2) + odd <= vr;
        if (sIn != tIn) {
            return layOut(sIn ? s : t, k + shift, out);
        }
        // Both or none: the nearer one, or the even one.
        long compared = vm - (s + t << 1);
        return layOut(compared < 0 || compared == 0 && (s & 1) == 0 ? s : t, k + shift, out);
    }

    /** The product of a power and a number, shifted right by 127 bits, with the last bit set when it is not exact. */
    private static long productToOdd(long high, long low, long number) {
        long x = Math.multiplyHigh(low, number);
        long y = high * number;
        long z = (y >>> 1) + x;
        long w = Math.multiplyHigh(high, number) + (z >>> 63);
        return w | (z & MASK_63) + MASK_63 >>> 63;
    }

    private static TextBuffer layOut(long digits, int exponent, TextBuffer out) {
        long significant = digits;
        int power = exponent;
        while (significant % 10 == 0) {
            significant /= 10;
            power++;
        }
        int count = 1;
        for (long rest = significant; rest >= 10; rest /= 10) {
            count++;
        }
        // The value is 0.ddd * 10^point.
        int point = count + power;
        if (point > PLAIN_EXPONENT_MAX || point <= PLAIN_EXPONENT_MIN) {
            long unit = Decimals.power(count - 1);
            out.appendNumber(significant / unit, 1).append('.');
            out.appendNumber(significant % unit, Math.max(1, count - 1)).append('E');
            int shown = point - 1;
            if (shown < 0) {
                out.append('-');
            }
            return out.appendNumber(Math.abs(shown), 1);
        }
        if (power >= 0) {
            return out.appendNumber(significant * Decimals.power(power), 1).appendAscii(".0");
        }
        if (point <= 0) {
            return out.appendAscii("0.").appendNumber(significant, count - point);
        }
        long unit = Decimals.power(-power);
        return out.appendNumber(significant / unit, 1).append('.').appendNumber(significant % unit, -power);
    }

    private static int log10OfPower2(int exponent) {
        return (int) (exponent * 661_971_961_083L >> 41);
    }

    private static int log10OfThreeQuartersPower2(int exponent) {
        return (int) (exponent * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    private static int log2OfPower10(int exponent) {
        return (int) (exponent * 913_124_641_741L >> 38);
    }
}
