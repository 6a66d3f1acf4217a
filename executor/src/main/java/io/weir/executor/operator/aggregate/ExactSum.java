// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

/**
 * The sum of doubles with nothing rounded away: a whole number of 2<sup>-1074</sup>, in two's complement over some words, the
 * lowest first.
 *
 * <p>The words are the same in whatever order values are added and taken back. They hold the sum of 2^63 of the greatest doubles.
 */
public final class ExactSum {
    public static final int WORDS = 34;

    private static final int FRACTION = 52;
    private static final long FRACTION_MASK = (1L << FRACTION) - 1;
    private static final int MOST_EXPONENT = 2046;

    private ExactSum() {}

    /** Adds a finite value so often, or takes it away. */
    public static void add(long[] words, int at, double value, long weight) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION) & 0x7FF;
        long fraction = exponent == 0 ? bits & FRACTION_MASK : bits & FRACTION_MASK | 1L << FRACTION;
        if (fraction == 0) {
            return;
        }
        int shift = Math.max(0, exponent - 1);
        long times = Math.abs(weight);
        long high = Math.multiplyHigh(fraction, times);
        long low = fraction * times;
        int bit = shift & 63;
        long first = low << bit;
        long second = bit == 0 ? high : high << bit | low >>> (64 - bit);
        long third = bit == 0 ? 0 : high >>> (64 - bit);
        if (bits < 0 != weight < 0) {
            subtract(words, at, shift >>> 6, first, second, third);
        } else {
            add(words, at, shift >>> 6, first, second, third);
        }
    }

    private static void add(long[] words, int at, int word, long first, long second, long third) {
        int i = at + word;
        long sum = words[i] + first;
        long carry = Long.compareUnsigned(sum, first) < 0 ? 1 : 0;
        words[i++] = sum;
        sum = words[i] + second;
        long more = Long.compareUnsigned(sum, second) < 0 ? 1 : 0;
        words[i] = sum + carry;
        carry = more + (words[i++] == 0 ? carry : 0);
        sum = words[i] + third;
        more = Long.compareUnsigned(sum, third) < 0 ? 1 : 0;
        words[i] = sum + carry;
        carry = more + (words[i++] == 0 ? carry : 0);
        while (carry != 0 && i < at + WORDS) {
            words[i] += carry;
            carry = words[i++] == 0 ? 1 : 0;
        }
    }

    private static void subtract(long[] words, int at, int word, long first, long second, long third) {
        int i = at + word;
        long borrow = Long.compareUnsigned(words[i], first) < 0 ? 1 : 0;
        words[i++] -= first;
        long less = Long.compareUnsigned(words[i], second) < 0 ? 1 : 0;
        long difference = words[i] - second;
        words[i++] = difference - borrow;
        borrow = less + (difference == 0 ? borrow : 0);
        less = Long.compareUnsigned(words[i], third) < 0 ? 1 : 0;
        difference = words[i] - third;
        words[i++] = difference - borrow;
        borrow = less + (difference == 0 ? borrow : 0);
        while (borrow != 0 && i < at + WORDS) {
            long before = words[i];
            words[i++] = before - borrow;
            borrow = before == 0 ? 1 : 0;
        }
    }

    /** Takes another sum away. */
    public static void subtract(long[] words, int at, long[] other, int otherAt) {
        long borrow = 0;
        for (int i = 0; i < WORDS; i++) {
            long before = words[at + i];
            long difference = before - other[otherAt + i];
            words[at + i] = difference - borrow;
            borrow = Long.compareUnsigned(before, other[otherAt + i]) < 0 || difference == 0 && borrow != 0 ? 1 : 0;
        }
    }

    /** The double that is nearest, of two equally near that with the even last digit; infinite beyond the greatest. */
    public static double nearest(long[] words, int at) {
        boolean negative = words[at + WORDS - 1] < 0;
        int lowest = 0;
        while (lowest < WORDS && words[at + lowest] == 0) {
            lowest++;
        }
        if (lowest == WORDS) {
            return 0;
        }
        int top = WORDS - 1;
        while (magnitude(words, at, top, lowest, negative) == 0) {
            top--;
        }
        long high = magnitude(words, at, top, lowest, negative);
        long low = top == 0 ? 0 : magnitude(words, at, top - 1, lowest, negative);
        int zeros = Long.numberOfLeadingZeros(high);
        long bits = zeros == 0 ? high : high << zeros | low >>> (64 - zeros);
        boolean more = low << zeros != 0 || lowest < top - 1;
        int highest = 64 * top + 63 - zeros;
        double value = highest <= FRACTION ? Double.longBitsToDouble(high) : rounded(bits, more, highest - FRACTION);
        return negative ? -value : value;
    }

    /** A word of the number without its sign. */
    private static long magnitude(long[] words, int at, int word, int lowest, boolean negative) {
        long plain = words[at + word];
        return !negative ? plain : word > lowest ? ~plain : -plain;
    }

    /**
     * Rounds to 53 bits.
     *
     * @param bits the first 64, of which the highest is set
     * @param more whether any bit behind them is set
     */
    private static double rounded(long bits, boolean more, int exponent) {
        if (exponent + 1 > MOST_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        long fraction = bits >>> 11;
        long rest = bits & 0x7FF;
        boolean up = rest > 0x400 || rest == 0x400 && (more || (fraction & 1) != 0);
        return Double.longBitsToDouble(((long) exponent << FRACTION) + fraction + (up ? 1 : 0));
    }
}
