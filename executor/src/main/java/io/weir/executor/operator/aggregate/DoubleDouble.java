// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

/**
 * Sums of about 106 bits in two doubles: what is rounded away from the first goes into the second.
 *
 * <p>Error of a sum: D. E. Knuth, The Art of Computer Programming, vol. 2, 4.2.2, theorem B.
 */
final class DoubleDouble {
    private DoubleDouble() {}

    /** What {@code sum = a + b} has lost by rounding, exactly. */
    static double error(double a, double b, double sum) {
        double fromB = sum - a;
        return (a - (sum - fromB)) + (b - fromB);
    }

    /** Adds to the pair of words at a place of a page. */
    static void add(long[] page, int at, double valueHigh, double valueLow) {
        double high = Double.longBitsToDouble(page[at]);
        double sum = high + valueHigh;
        double error = error(high, valueHigh, sum) + (Double.longBitsToDouble(page[at + 1]) + valueLow);
        double rounded = sum + error;
        page[at] = Double.doubleToRawLongBits(rounded);
        page[at + 1] = Double.doubleToRawLongBits(error - (rounded - sum));
    }
}
