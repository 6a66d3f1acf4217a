// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import java.math.BigInteger;

/**
 * A number of 128 bits that a kernel keeps and {@link Decimals} writes results to; {@code high * 2^64 + low}, the low
 * part unsigned.
 */
public final class Int128 {
    private static final BigInteger LOW_BITS =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private long high;
    private long low;

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public Int128 set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
        return this;
    }

    public Int128 set(long value) {
        return set(value >> (Long.SIZE - 1), value);
    }

    /** Takes over a number of at most 127 bits and a sign. */
    Int128 set(BigInteger value) {
        return set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    public BigInteger toBigInteger() {
        return toBigInteger(high, low);
    }

    static BigInteger toBigInteger(long high, long low) {
        if (isLong(high, low)) {
            return BigInteger.valueOf(low);
        }
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .or(BigInteger.valueOf(low).and(LOW_BITS));
    }

    /** Whether the number is a {@code long}, which is then the low part. */
    static boolean isLong(long high, long low) {
        return high == low >> (Long.SIZE - 1);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
