// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts the ends of lines, eight bytes at a time. */
final class Newlines {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    private Newlines() {}

    static int count(byte[] bytes, int start, int end) {
        int count = 0;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at) ^ '\n' * EVERY_BYTE;
            // The high bit of each byte, set where the byte is zero: nothing is carried from one byte to the next.
            count += Long.bitCount(~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS));
        }
        for (; at < end; at++) {
            count += bytes[at] == '\n' ? 1 : 0;
        }
        return count;
    }
}
