// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks and counts UTF-8 where it lies. */
final class Utf8Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8Bytes() {}

    /**
     * The length of the well-formed character that begins at {@code at} (RFC 3629: no overlong forms, no surrogates,
     * nothing above U+10FFFF), or 0 when there is none.
     */
    static int lengthAt(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first >= 0) {
            return 1;
        }
        int length = first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
        if (first < (byte) 0xC2 || first > (byte) 0xF4 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean wellFormed = switch (first & 0xFF) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second <= 0x9F;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second <= 0x8F;
            default -> true;
        };
        return wellFormed ? length : 0;
    }

    static boolean wellFormed(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (at + Long.BYTES <= end && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            int length = lengthAt(bytes, at, end);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Characters of a well-formed text. */
    static int characters(byte[] bytes, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
