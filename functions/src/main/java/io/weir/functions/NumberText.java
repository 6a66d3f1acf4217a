// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from text.
 *
 * <pre>
 *   number := space* [+-] (digit+ [. digit*] | . digit+) [(e | E) [+-] digit+] space*
 * </pre>
 */
final class NumberText {
    private static final int EXPONENT_MAX = 1_000_000;
    /** What fits into the 53 bits of a DOUBLE, and powers of ten that it holds exactly. */
    private static final long EXACT_MAX = 1L << 53;

    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The parts of a number; made once for each. */
    private final Utf8 text;

    private boolean negative;
    /** Where the first digit that is not 0 stands, and the end of the digits; a point may stand between. */
    private int digitsFrom;

    private int digitsTo;
    /** How many digits there are from {@link #digitsFrom}. */
    private int digits;
    /** How many of them stand before the point once the exponent is applied; negative for zeros behind it. */
    private int integerDigits;

    private NumberText(Utf8 text) {
        this.text = text;
    }

    // ---- integers

    /** An integer; INVALID_CAST if the text is not one, NUMERIC_OUT_OF_RANGE if it is less than min or above max. */
    static long integer(Utf8 text, long min, long max) {
        int from = start(text);
        int to = end(text, from);
        if (from == to) {
            throw invalid();
        }
        boolean negative = text.byteAt(from) == '-';
        if (negative || text.byteAt(from) == '+') {
            from++;
        }
        if (from == to) {
            throw invalid();
        }
        // Counts downwards, because there is one more negative number.
        long value = 0;
        boolean overflow = false;
        for (int i = from; i < to; i++) {
            int digit = text.byteAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw invalid();
            }
            overflow |= value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit;
            value = overflow ? 0 : value * 10 - digit;
        }
        if (overflow || !negative && value == Long.MIN_VALUE) {
            throw outOfRange();
        }
        value = negative ? value : -value;
        if (value < min || value > max) {
            throw outOfRange();
        }
        return value;
    }

    // ---- DOUBLE

    static double floating(Utf8 text) {
        int from = start(text);
        int to = end(text, from);
        double special = special(text, from, to);
        if (special != 0) {
            return special;
        }
        NumberText number = scan(text, from, to);
        if (number.digits == 0) {
            return 0;
        }
        int exponent = number.integerDigits - number.digits;
        if (number.digits <= 18 && exponent >= -22 && exponent <= 22) {
            long significant = number.prefix(number.digits);
            if (significant <= EXACT_MAX) {
                // One rounding of two exact numbers is right (William Clinger).
                double value =
                        exponent < 0 ? significant / EXACT_POWERS[-exponent] : significant * EXACT_POWERS[exponent];
                return number.negative ? -value : value;
            }
        }
        double value = Double.parseDouble(number.string(from, to));
        if (Double.isInfinite(value)) {
            throw outOfRange();
        }
        return value;
    }

    static float single(Utf8 text) {
        int from = start(text);
        int to = end(text, from);
        double special = special(text, from, to);
        if (special != 0) {
            return (float) special;
        }
        NumberText number = scan(text, from, to);
        float value = number.digits == 0 ? 0 : Float.parseFloat(number.string(from, to));
        if (Float.isInfinite(value)) {
            throw outOfRange();
        }
        return value;
    }

    /** NaN, Infinity or Inf in any case, with a sign; else 0. */
    private static double special(Utf8 text, int from, int to) {
        if (from == to) {
            throw invalid();
        }
        byte first = text.byteAt(from);
        int word = first == '-' || first == '+' ? from + 1 : from;
        if (is(text, word, to, "infinity") || is(text, word, to, "inf")) {
            return first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return is(text, word, to, "nan") ? Double.NaN : 0;
    }

    /** Whether a piece of a text is a word in lower case, without regard to case. */
    static boolean is(Utf8 text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text.byteAt(from + i) | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // ---- DECIMAL

    /** The value with the given scale, rounded half up; NUMERIC_OUT_OF_RANGE if it has more digits than the precision. */
    static BigDecimal decimal(Utf8 text, int precision, int scale) {
        int from = start(text);
        NumberText number = scan(text, from, end(text, from));
        return new BigDecimal(number.unscaled(precision, scale), scale);
    }

    /** As {@link #decimal}, scaled, for a precision of at most 18. */
    static long scaled(Utf8 text, int precision, int scale) {
        int from = start(text);
        NumberText number = scan(text, from, end(text, from));
        int kept = number.kept(precision, scale);
        if (kept < 0) {
            return 0;
        }
        long value = number.prefix(Math.min(kept, number.digits));
        value *= Decimals.power(Math.max(0, kept - number.digits));
        value = Decimals.check(value + (number.roundsUp(kept) ? 1 : 0), precision);
        return number.negative ? -value : value;
    }

    private BigInteger unscaled(int precision, int scale) {
        int kept = kept(precision, scale);
        if (kept < 0) {
            return BigInteger.ZERO;
        }
        BigInteger value;
        if (kept <= 18) {
            value = BigInteger.valueOf(prefix(Math.min(kept, digits)) * Decimals.power(Math.max(0, kept - digits)));
        } else {
            StringBuilder decimal = new StringBuilder(kept);
            for (int i = digitsFrom; i < digitsTo && decimal.length() < kept; i++) {
                if (text.byteAt(i) != '.') {
                    decimal.append((char) text.byteAt(i));
                }
            }
            value = decimal.length() == 0
                    ? BigInteger.ZERO
                    : new BigInteger(decimal.toString()).multiply(BigInteger.TEN.pow(kept - decimal.length()));
        }
        if (roundsUp(kept)) {
            value = value.add(BigInteger.ONE);
        }
        if (value.compareTo(BigInteger.TEN.pow(precision)) >= 0) {
            throw outOfRange();
        }
        return negative ? value.negate() : value;
    }

    /** How many digits the scaled value has before rounding; negative if it is 0. */
    private int kept(int precision, int scale) {
        int kept = digits == 0 ? -1 : integerDigits + scale;
        if (kept > precision) {
            throw outOfRange();
        }
        return kept;
    }

    private boolean roundsUp(int kept) {
        if (kept >= digits) {
            return false;
        }
        int left = kept;
        for (int i = digitsFrom; i < digitsTo; i++) {
            if (text.byteAt(i) != '.' && left-- == 0) {
                return text.byteAt(i) >= '5';
            }
        }
        return false;
    }

    /** The number that the first digits make; at most 18 of them. */
    private long prefix(int count) {
        long value = 0;
        int left = count;
        for (int i = digitsFrom; left > 0; i++) {
            if (text.byteAt(i) != '.') {
                value = value * 10 + text.byteAt(i) - '0';
                left--;
            }
        }
        return value;
    }

    // ---- scanning

    /** Fails with INVALID_CAST if the text is not a number. */
    static void check(Utf8 text) {
        int from = start(text);
        scan(text, from, end(text, from));
    }

    private static NumberText scan(Utf8 text, int from, int to) {
        NumberText number = new NumberText(text);
        int at = from;
        if (at < to && (text.byteAt(at) == '-' || text.byteAt(at) == '+')) {
            number.negative = text.byteAt(at) == '-';
            at++;
        }
        int exponentAt = number.scanDigits(at, to);
        if (exponentAt < to) {
            number.integerDigits += exponent(text, exponentAt, to);
        }
        return number;
    }

    /** Reads digits and a point; gives where the exponent starts. */
    private int scanDigits(int from, int to) {
        boolean point = false;
        boolean any = false;
        int at = from;
        digitsFrom = to;
        for (; at < to; at++) {
            byte b = text.byteAt(at);
            if (b == '.') {
                if (point) {
                    throw invalid();
                }
                point = true;
                continue;
            }
            if (b < '0' || b > '9') {
                break;
            }
            any = true;
            if (digits == 0 && b == '0') {
                integerDigits -= point ? 1 : 0;
                continue;
            }
            if (digits++ == 0) {
                digitsFrom = at;
            }
            integerDigits += point ? 0 : 1;
        }
        if (!any) {
            throw invalid();
        }
        digitsTo = at;
        return at;
    }

    private static int exponent(Utf8 text, int from, int to) {
        if ((text.byteAt(from) | 0x20) != 'e') {
            throw invalid();
        }
        int at = from + 1;
        boolean negative = at < to && text.byteAt(at) == '-';
        if (negative || at < to && text.byteAt(at) == '+') {
            at++;
        }
        if (at == to) {
            throw invalid();
        }
        int exponent = 0;
        for (; at < to; at++) {
            int digit = text.byteAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw invalid();
            }
            exponent = Math.min(EXPONENT_MAX, exponent * 10 + digit);
        }
        return negative ? -exponent : exponent;
    }

    /** The number for Java's parser, which has been checked to be one. */
    private String string(int from, int to) {
        return new String(text.bytes(), text.start() + from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Behind the white space at the start. */
    static int start(Utf8 text) {
        int from = 0;
        while (from < text.length() && isSpace(text.byteAt(from))) {
            from++;
        }
        return from;
    }

    /** Before the white space at the end. */
    static int end(Utf8 text, int from) {
        int to = text.length();
        while (to > from && isSpace(text.byteAt(to - 1))) {
            to--;
        }
        return to;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_CAST);
    }

    static RowError outOfRange() {
        return RowError.of(ErrorCode.NUMERIC_OUT_OF_RANGE);
    }
}
