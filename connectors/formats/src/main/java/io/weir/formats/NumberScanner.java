// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.nio.charset.StandardCharsets;

/**
 * Reads a number: finds its end and, in the same pass, its digits as a {@code long} if they fit.
 *
 * <p>The number is {@code mantissa * 10^-scale}, with the sign apart.
 */
final class NumberScanner {
    static final int MAX_DIGITS = 100;
    /** So many digits always fit a {@code long}. */
    static final int LONG_DIGITS = 18;
    /** Exponents beyond this are all the same: out of range of everything. */
    private static final int MAX_EXPONENT = 9_999;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final float[] FLOAT_POWERS_OF_TEN = {
        1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
    };

    private int start;
    private int end;
    private boolean negative;
    private long mantissa;
    private int digits;
    private int scale;
    private boolean plain;

    /**
     * Reads the number that begins at {@code from}.
     *
     * @param json whether the number has JSON's form; else {@code +5}, {@code 007}, {@code .5} and {@code 5.} are numbers
     *     too
     * @return the index behind it; -1 when there is no number
     */
    int scan(byte[] bytes, int from, int limit, boolean json) {
        int at = from;
        start = from;
        mantissa = 0;
        digits = 0;
        negative = at < limit && bytes[at] == '-';
        if (negative || !json && at < limit && bytes[at] == '+') {
            at++;
        }
        int integerStart = at;
        at = digits(bytes, at, limit);
        int integerDigits = at - integerStart;
        if (json && (integerDigits == 0 || integerDigits > 1 && bytes[integerStart] == '0')) {
            return -1;
        }
        int fraction = 0;
        plain = true;
        if (at < limit && bytes[at] == '.') {
            plain = false;
            int fractionStart = at + 1;
            at = digits(bytes, fractionStart, limit);
            fraction = at - fractionStart;
            if (json && fraction == 0) {
                return -1;
            }
        }
        if (integerDigits + fraction == 0) {
            return -1;
        }
        int exponent = 0;
        if (at < limit && (bytes[at] | 0x20) == 'e') {
            plain = false;
            int exponentStart = at + 1;
            boolean below = exponentStart < limit && bytes[exponentStart] == '-';
            if (below || exponentStart < limit && bytes[exponentStart] == '+') {
                exponentStart++;
            }
            at = exponentStart;
            while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
                exponent = Math.min(exponent * 10 + bytes[at] - '0', MAX_EXPONENT);
                at++;
            }
            if (at == exponentStart) {
                return -1;
            }
            exponent = below ? -exponent : exponent;
        }
        scale = fraction - exponent;
        end = at;
        return at;
    }

    private int digits(byte[] bytes, int from, int limit) {
        int at = from;
        long value = mantissa;
        int count = digits;
        while (at < limit) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            // Zeros at the front do not count. Wraps beyond 18 digits, and is not used then.
            count += count > 0 || digit > 0 ? 1 : 0;
            value = value * 10 + digit;
            at++;
        }
        mantissa = value;
        digits = count;
        return at;
    }

    boolean tooLong() {
        return end - start > MAX_DIGITS && (digits > MAX_DIGITS || scale > MAX_DIGITS);
    }

    /** Whether the number is a whole one of at most 18 digits, written without point and exponent. */
    boolean isPlainLong() {
        return plain && digits <= LONG_DIGITS;
    }

    /** The value of a {@linkplain #isPlainLong plain} number. */
    long plainLong() {
        return negative ? -mantissa : mantissa;
    }

    /** Whether {@link #scaled} can give the value with so many digits behind the point in a {@code long}. */
    boolean scalesTo(int wanted) {
        return digits <= LONG_DIGITS && scale >= 0 && scale <= wanted && digits + wanted - scale <= LONG_DIGITS;
    }

    /** The value times {@code 10^wanted}. */
    long scaled(int wanted) {
        long value = mantissa;
        for (int i = scale; i < wanted; i++) {
            value *= 10;
        }
        return negative ? -value : value;
    }

    /** Whether the exponent is small enough to write the number out. */
    boolean isModerate() {
        return Math.abs(scale) < 1000;
    }

    /** The number as text, for the slow way. */
    String text(byte[] bytes) {
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }

    /** The nearest {@code double}; infinite when it is out of range. */
    double toDouble(byte[] bytes) {
        // Both factors are exact, so one rounding gives the nearest (Clinger, "How to Read Floating Point Numbers
        // Accurately", 1990).
        if (digits <= 15 && Math.abs(scale) < POWERS_OF_TEN.length) {
            double value = scale >= 0 ? mantissa / POWERS_OF_TEN[scale] : mantissa * POWERS_OF_TEN[-scale];
            return negative ? -value : value;
        }
        return Double.parseDouble(text(bytes));
    }

    /** The nearest {@code float}; infinite when it is out of range. */
    float toFloat(byte[] bytes) {
        if (digits <= 7 && Math.abs(scale) < FLOAT_POWERS_OF_TEN.length) {
            float value = scale >= 0 ? mantissa / FLOAT_POWERS_OF_TEN[scale] : mantissa * FLOAT_POWERS_OF_TEN[-scale];
            return negative ? -value : value;
        }
        return Float.parseFloat(text(bytes));
    }
}
