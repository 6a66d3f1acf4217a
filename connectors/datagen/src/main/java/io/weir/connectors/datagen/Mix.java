// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

/**
 * Random bits that are a pure function of a salt and a number, so that any row can be made without those before it.
 *
 * <p>The finisher of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
 */
final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long bits(long salt, long number) {
        long z = number * GOLDEN + salt;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound} - 1; the bound is at least 1. */
    static long below(long bound, long bits) {
        long high = Math.multiplyHigh(bits, bound);
        return bits < 0 ? high + bound : high;
    }

    /** From {@code min} to {@code max}, both included. */
    static long between(long min, long max, long bits) {
        long count = max - min + 1;
        if (count > 0) {
            return min + below(count, bits);
        }
        return count == 0 ? bits : min + Long.remainderUnsigned(bits, count);
    }

    /** From 0 to below 1. */
    static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** A salt for a part of something that has a salt. */
    static long salt(long salt, String part) {
        long hash = salt;
        for (int i = 0; i < part.length(); i++) {
            hash = bits(hash, part.charAt(i));
        }
        return bits(hash, part.length());
    }
}
