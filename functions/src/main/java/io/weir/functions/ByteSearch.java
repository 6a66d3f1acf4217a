// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import java.util.Arrays;

/**
 * Finds bytes in bytes, in linear time.
 *
 * <p>It starts with the plain way, which is fastest on real text. Once that has compared more bytes in vain than a small
 * multiple of what it has passed, it goes on with Knuth, Morris and Pratt's.
 */
final class ByteSearch {
    private static final int VAIN_PER_BYTE_MAX = 4;
    private static final int VAIN_FREE = 256;

    private ByteSearch() {}

    /** The first byte index from {@code from} on where the needle stands, or -1; an empty needle stands everywhere. */
    static int indexOf(Utf8 text, Utf8 needle, int from) {
        return indexOf(text, from, text.length(), needle, 0, needle.length());
    }

    /** The same within {@code text[from, to)} for {@code needle[needleFrom, needleTo)}. */
    static int indexOf(Utf8 text, int from, int to, Utf8 needle, int needleFrom, int needleTo) {
        int needleLength = needleTo - needleFrom;
        if (needleLength == 0) {
            return from <= to ? from : -1;
        }
        byte[] bytes = text.bytes();
        byte[] needleBytes = needle.bytes();
        int base = text.start();
        int needleBase = needle.start() + needleFrom;
        byte first = needleBytes[needleBase];
        long vain = -VAIN_FREE;
        for (int at = from, last = to - needleLength; at <= last; at++) {
            if (bytes[base + at] != first) {
                continue;
            }
            int same = 1;
            while (same < needleLength && bytes[base + at + same] == needleBytes[needleBase + same]) {
                same++;
            }
            if (same == needleLength) {
                return at;
            }
            vain += same;
            if (vain > (long) VAIN_PER_BYTE_MAX * (at - from)) {
                return indexOfLinear(text, at + 1, to, needle, needleFrom, needleLength);
            }
        }
        return -1;
    }

    private static int indexOfLinear(Utf8 text, int from, int to, Utf8 needle, int needleFrom, int needleLength) {
        int[] border = new int[needleLength];
        for (int i = 1, same = 0; i < needleLength; i++) {
            while (same > 0 && needle.byteAt(needleFrom + i) != needle.byteAt(needleFrom + same)) {
                same = border[same - 1];
            }
            same += needle.byteAt(needleFrom + i) == needle.byteAt(needleFrom + same) ? 1 : 0;
            border[i] = same;
        }
        for (int at = from, same = 0; at < to; at++) {
            while (same > 0 && text.byteAt(at) != needle.byteAt(needleFrom + same)) {
                same = border[same - 1];
            }
            same += text.byteAt(at) == needle.byteAt(needleFrom + same) ? 1 : 0;
            if (same == needleLength) {
                return at - needleLength + 1;
            }
        }
        return -1;
    }

    static boolean isAt(Utf8 text, int index, Utf8 needle) {
        int start = text.start() + index;
        int needleStart = needle.start();
        return index >= 0
                && index + needle.length() <= text.length()
                && Arrays.equals(
                        text.bytes(),
                        start,
                        start + needle.length(),
                        needle.bytes(),
                        needleStart,
                        needleStart + needle.length());
    }
}
