// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight bytes at a time. */
final class Lines {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Lines() {}

    /** The index behind the line that begins at {@code start}; -1 when it goes on behind {@code end}. */
    static int end(byte[] bytes, int start, int end, boolean last) {
        int at = start;
        while (at + Long.BYTES <= end) {
            long word = (long) LONG.get(bytes, at) ^ '\n' * EVERY_BYTE;
            long found = word - EVERY_BYTE & ~word & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3) + 1;
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (bytes[at++] == '\n') {
                return at;
            }
        }
        return last && end > start ? end : -1;
    }
}
