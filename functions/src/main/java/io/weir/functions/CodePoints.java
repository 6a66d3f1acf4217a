// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Code points in UTF-8 bytes. A code point is a byte and the continuation bytes ({@code 10xxxxxx}) behind it, so bytes
 * that are not UTF-8 do no harm.
 */
final class CodePoints {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Stands for bytes that are not UTF-8. */
    static final int REPLACEMENT = 0xFFFD;

    private CodePoints() {}

    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    static boolean isAscii(Utf8 text) {
        byte[] bytes = text.bytes();
        int end = text.start() + text.length();
        int i = text.start();
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            if (((long) WORDS.get(bytes, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        int rest = 0;
        for (; i < end; i++) {
            rest |= bytes[i];
        }
        return rest >= 0;
    }

    /** Whether the bytes are UTF-8: no stray, overlong or missing bytes, no surrogates. */
    static boolean isValid(Utf8 text) {
        if (isAscii(text)) {
            return true;
        }
        for (int i = 0; i < text.length(); i = next(text, i)) {
            int codePoint = at(text, i);
            int length = next(text, i) - i;
            boolean replaced = codePoint == REPLACEMENT && !(length == 3 && text.byteAt(i) == (byte) 0xEF);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (replaced || surrogate || length != encodedLength(codePoint)) {
                return false;
            }
        }
        return true;
    }

    static int encodedLength(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    static int count(Utf8 text) {
        byte[] bytes = text.bytes();
        int end = text.start() + text.length();
        int continuations = 0;
        int i = text.start();
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            // The high bit is set and the one below it is not.
            continuations += Long.bitCount(word & ~(word << 1) & HIGH_BITS);
        }
        for (; i < end; i++) {
            continuations += isContinuation(bytes[i]) ? 1 : 0;
        }
        return text.length() - continuations;
    }

    /** Where the code point behind the one at a byte index starts. */
    static int next(Utf8 text, int index) {
        int at = index + 1;
        while (at < text.length() && isContinuation(text.byteAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the code point before a byte index starts. */
    static int previous(Utf8 text, int index) {
        int at = index - 1;
        while (at > 0 && isContinuation(text.byteAt(at))) {
            at--;
        }
        return at;
    }

    /** The byte index that lies a number of code points behind another; the end of the text if that is nearer. */
    static int skip(Utf8 text, int index, long count) {
        int at = index;
        long left = count;
        while (left >= Long.BYTES
                && at <= text.length() - Long.BYTES
                && ((long) WORDS.get(text.bytes(), text.start() + at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
            left -= Long.BYTES;
        }
        while (left > 0 && at < text.length()) {
            at = next(text, at);
            left--;
        }
        return at;
    }

    /** The byte index that lies a number of code points before the end; -1 when there are not so many. */
    static int skipBack(Utf8 text, long count) {
        int at = text.length();
        for (long i = 0; i < count; i++) {
            if (at == 0) {
                return -1;
            }
            at = previous(text, at);
        }
        return at;
    }

    /** The code point that starts at a byte index; U+FFFD for bytes that are not UTF-8. */
    static int at(Utf8 text, int index) {
        int first = text.byteAt(index);
        if (first >= 0) {
            return first;
        }
        int length = next(text, index) - index;
        if (length == 2 && (first & 0xE0) == 0xC0) {
            return (first & 0x1F) << 6 | low(text, index + 1);
        }
        if (length == 3 && (first & 0xF0) == 0xE0) {
            return (first & 0x0F) << 12 | low(text, index + 1) << 6 | low(text, index + 2);
        }
        if (length == 4 && (first & 0xF8) == 0xF0) {
            int codePoint = (first & 0x07) << 18
                    | low(text, index + 1) << 12
                    | low(text, index + 2) << 6
                    | low(text, index + 3);
            return codePoint <= Character.MAX_CODE_POINT ? codePoint : REPLACEMENT;
        }
        return REPLACEMENT;
    }

    private static int low(Utf8 text, int index) {
        return text.byteAt(index) & 0x3F;
    }
}
