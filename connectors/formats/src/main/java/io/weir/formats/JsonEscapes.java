// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.util.Arrays;

/** The text of a JSON string with escapes, written out to a buffer; good until the next one. */
final class JsonEscapes {
    private byte[] unescaped = new byte[256];
    private int size;

    private byte[] bytes = unescaped;
    private int at;
    private int end;

    byte[] bytes() {
        return unescaped;
    }

    int size() {
        return size;
    }

    /**
     * Goes on with a string at its first escape.
     *
     * @param start where its text begins
     * @return the index behind its closing quote
     */
    int read(byte[] from, int start, int firstEscape, int limit) {
        bytes = from;
        end = limit;
        size = 0;
        int next = firstEscape;
        int copied = start;
        while (true) {
            byte b = next < end ? bytes[next] : 0;
            if (b == '"' || b == '\\') {
                copy(copied, next);
                at = next + 1;
                if (b == '"') {
                    return at;
                }
                escape();
                next = at;
                copied = at;
            } else {
                next += JsonInput.characterLength(bytes, next, end);
            }
            next = JsonInput.plainEnd(bytes, next, end);
        }
    }

    private void copy(int from, int to) {
        int length = to - from;
        JsonInput.checkLength(size + length);
        if (unescaped.length < size + length + 4) {
            unescaped = Arrays.copyOf(unescaped, 2 * (size + length + 4));
        }
        System.arraycopy(bytes, from, unescaped, size, length);
        size += length;
    }

    /** Writes the character of the escape whose backslash was read. */
    private void escape() {
        int symbol = at < end ? bytes[at++] : 0;
        int character = switch (symbol) {
            case '"', '\\', '/' -> symbol;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> escapedCodePoint();
            default -> throw Undecodable.record("the JSON text has an escape that is none");
        };
        writeUtf8(character);
    }

    private int escapedCodePoint() {
        int unit = hexadecimal();
        if (Character.isHighSurrogate((char) unit) && end - at >= 6 && bytes[at] == '\\' && bytes[at + 1] == 'u') {
            at += 2;
            int low = hexadecimal();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        if (Character.isSurrogate((char) unit)) {
            throw Undecodable.record("the JSON text has half of a surrogate pair");
        }
        return unit;
    }

    private int hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                throw Undecodable.record("the JSON text has an escape that is none");
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    private void writeUtf8(int character) {
        if (character < 0x80) {
            unescaped[size++] = (byte) character;
        } else if (character < 0x800) {
            unescaped[size++] = (byte) (0xC0 | character >>> 6);
            unescaped[size++] = (byte) (0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            unescaped[size++] = (byte) (0xE0 | character >>> 12);
            unescaped[size++] = (byte) (0x80 | character >>> 6 & 0x3F);
            unescaped[size++] = (byte) (0x80 | character & 0x3F);
        } else {
            unescaped[size++] = (byte) (0xF0 | character >>> 18);
            unescaped[size++] = (byte) (0x80 | character >>> 12 & 0x3F);
            unescaped[size++] = (byte) (0x80 | character >>> 6 & 0x3F);
            unescaped[size++] = (byte) (0x80 | character & 0x3F);
        }
    }
}
