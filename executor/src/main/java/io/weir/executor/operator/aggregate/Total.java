// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An exact sum on its way out of a group's row: two words almost always, else a {@link BigInteger}. */
final class Total {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** What keeps an exact sum. */
    interface Of {
        void read(StateTable table, int row, Total into);
    }

    private long high;
    private long low;
    private @Nullable BigInteger big;

    void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
        big = null;
    }

    void set(long newHigh, long middle, long newLow) {
        set(middle, newLow);
        if (newHigh != middle >> 63) {
            big = Wide.toBigInteger(newHigh, middle, newLow);
        }
    }

    boolean isLong() {
        return big == null && Wide.fitsLong(high, low);
    }

    long longValue() {
        return low;
    }

    double doubleValue() {
        return big == null ? Wide.toDouble(high, low) : big.doubleValue();
    }

    BigInteger bigValue() {
        return big == null ? Wide.toBigInteger(high, low) : big;
    }

    /** Divides by a count and by ten to the power of {@code -moreDigits}, rounding half away from zero. */
    void divide(long count, int moreDigits) {
        if (isLong() && moreDigits < POWERS.length) {
            long scaled = low * POWERS[moreDigits];
            if (Math.multiplyHigh(low, POWERS[moreDigits]) == scaled >> 63) {
                long quotient = scaled / count;
                long rest = Math.abs(scaled - quotient * count);
                if (rest >= count - rest) { // count is positive
                    quotient += scaled < 0 ? -1 : 1;
                }
                set(quotient >> 63, quotient);
                return;
            }
        }
        BigInteger divisor = BigInteger.valueOf(count);
        BigInteger[] parts = bigValue().multiply(BigInteger.TEN.pow(moreDigits)).divideAndRemainder(divisor);
        boolean up = parts[1].abs().shiftLeft(1).compareTo(divisor) >= 0;
        setBig(up ? parts[0].add(BigInteger.valueOf(parts[1].signum())) : parts[0]);
    }

    void multiplyByTenTo(int digits) {
        if (digits > 0) {
            setBig(bigValue().multiply(BigInteger.TEN.pow(digits)));
        }
    }

    private void setBig(BigInteger value) {
        set(value.shiftRight(64).longValue(), value.longValue());
        big = value.bitLength() < 128 ? null : value;
    }

    /** Whether the value has no more digits than asked for, which are at most 38. */
    boolean hasDigits(int digits) {
        if (big != null) {
            return false; // 38 digits have less than 128 bits
        }
        if (digits == 38) {
            return Wide.fits38Digits(high, low);
        }
        if (digits < POWERS.length) {
            return isLong() && low > -POWERS[digits] && low < POWERS[digits];
        }
        return Wide.toBigInteger(high, low).abs().compareTo(BigInteger.TEN.pow(digits)) < 0;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
