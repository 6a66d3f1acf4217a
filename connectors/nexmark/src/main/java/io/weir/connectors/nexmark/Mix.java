// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

/**
 * Random bits that are a pure function of a salt and an event's number.
 *
 * <p>The bits of event n are {@code finish(n * GOLDEN + salt)}, so that those of the next event are an addition away.
 * The finisher is SplitMix64's (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
 */
final class Mix {
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long finish(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long bits(long salt, long number) {
        return finish(number * GOLDEN + salt);
    }

    /** From 0 to {@code bound} - 1 by the high 32 bits; the bound is at most 2^31. */
    static long high(long bits, long bound) {
        return ((bits >>> 32) * bound) >>> 32;
    }

    /** From 0 to {@code bound} - 1 by the low 32 bits; the bound is at most 2^31. */
    static long low(long bits, long bound) {
        return ((bits & 0xFFFF_FFFFL) * bound) >>> 32;
    }
}
