// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash of single canonical values, and how those of several columns become one. Frozen with {@link KeyHash}. */
final class HashOf {
    /** The hash of NULL. */
    static final long NULL = 0x5BF0_3635_DC9D_4CF1L;
    /** The hash of a key of no columns. */
    static final long NO_COLUMNS = 0x2545_F491_4F6C_DD1DL;

    /** The bits that name the key group. */
    private static final long GROUP_BITS = 0xFFFFL << 48;

    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long FIRST = 0xBF58_476D_1CE4_E5B9L;
    private static final long SECOND = 0x94D0_49BB_1331_11EBL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private HashOf() {}

    static long ofLong(long value) {
        long hash = (value ^ SEED) * FIRST;
        hash ^= hash >>> 32;
        hash *= SECOND;
        return hash ^ (hash >>> 29);
    }

    /** Of {@link CanonicalBytes#canonicalBits(double)}. */
    static long doubleBits(long bits) {
        return ofLong(bits);
    }

    static long int128(long high, long low) {
        return high == low >> 63 ? ofLong(low) : combine(ofLong(high), ofLong(low));
    }

    /** Of several columns: that of the columns so far with that of the next. */
    static long combine(long sofar, long next) {
        long hash = (Long.rotateLeft(sofar, 25) + next) * SECOND;
        return hash ^ (hash >>> 32);
    }

    /** The hash of a longer key, in the key group of a shorter one. */
    static long inGroupOf(long shorter, long longer) {
        return (shorter & GROUP_BITS) | (longer & ~GROUP_BITS);
    }

    /** Eight bytes at a time; the last eight may overlap those before. */
    static long bytes(byte[] bytes, int start, int length) {
        long hash = (length * FIRST) ^ SEED;
        if (length >= Long.BYTES) {
            int last = start + length - Long.BYTES;
            for (int at = start; at < last; at += Long.BYTES) {
                hash = (hash ^ (long) LONGS.get(bytes, at)) * FIRST;
                hash ^= hash >>> 32;
            }
            hash = (hash ^ (long) LONGS.get(bytes, last)) * FIRST;
        } else if (length >= Integer.BYTES) {
            long head = (int) INTS.get(bytes, start) & 0xFFFF_FFFFL;
            long tail = (int) INTS.get(bytes, start + length - Integer.BYTES) & 0xFFFF_FFFFL;
            hash = (hash ^ ((head << 32) | tail)) * FIRST;
        } else if (length > 0) {
            long head = bytes[start] & 0xFF;
            long middle = bytes[start + (length >> 1)] & 0xFF;
            long tail = bytes[start + length - 1] & 0xFF;
            hash = (hash ^ ((head << 16) | (middle << 8) | tail)) * FIRST;
        }
        hash ^= hash >>> 32;
        hash *= SECOND;
        return hash ^ (hash >>> 29);
    }

    static long[] atLeast(long[] scratch, int length) {
        return scratch.length >= length ? scratch : new long[Math.max(length, 2 * scratch.length)];
    }
}
