// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.Arrays;

/** UTF-8 bytes on the way to a result, which may not grow above a bound. */
final class TextBuffer {
    /** The longest text that a function makes: 16 MB. */
    static final int BYTES_MAX = 16 << 20;

    private byte[] bytes;
    private int length;

    TextBuffer(int bytesExpected) {
        bytes = new byte[Math.min(checkLength(bytesExpected), BYTES_MAX)];
    }

    /** Fails when a result would be longer than a function may make it. */
    static int checkLength(long bytes) {
        if (bytes > BYTES_MAX) {
            throw RowError.of(ErrorCode.INVALID_ARGUMENT);
        }
        return (int) bytes;
    }

    /** A text made by other means, if it is not too long. */
    static Utf8 of(String text) {
        Utf8 utf8 = Utf8.of(text);
        checkLength(utf8.length());
        return utf8;
    }

    TextBuffer append(Utf8 text) {
        return append(text, 0, text.length());
    }

    TextBuffer append(Utf8 text, int from, int to) {
        grow(to - from);
        System.arraycopy(text.bytes(), text.start() + from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    TextBuffer append(int oneByte) {
        grow(1);
        bytes[length++] = (byte) oneByte;
        return this;
    }

    TextBuffer appendAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        return this;
    }

    TextBuffer appendCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            return append(codePoint);
        }
        if (codePoint < 0x800) {
            append(0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                append(0xE0 | codePoint >> 12);
            } else {
                append(0xF0 | codePoint >> 18);
                append(0x80 | codePoint >> 12 & 0x3F);
            }
            append(0x80 | codePoint >> 6 & 0x3F);
        }
        return append(0x80 | codePoint & 0x3F);
    }

    /** A number with zeros before it, up to the given width. */
    TextBuffer appendNumber(long number, int width) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int to = length + Math.max(digits, width);
        grow(to - length);
        long rest = number;
        for (int i = to - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = to;
        return this;
    }

    int length() {
        return length;
    }

    void setLength(int newLength) {
        length = newLength;
    }

    Utf8 text() {
        return length == 0 ? Utf8.EMPTY : new Utf8(bytes, 0, length);
    }

    private void grow(int more) {
        long needed = (long) length + more;
        if (needed > bytes.length) {
            checkLength(needed);
            bytes = Arrays.copyOf(bytes, (int) Math.min(BYTES_MAX, Math.max(needed, 2L * bytes.length + 16)));
        }
    }
}
