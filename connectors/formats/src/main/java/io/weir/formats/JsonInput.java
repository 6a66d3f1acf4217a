// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.error.SqlException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of one JSON text and how far they have been read (RFC 8259).
 *
 * <p>A string without escapes stays where it lies; one with escapes is written to a buffer, good until the next string.
 */
final class JsonInput {
    static final int MAX_DEPTH = 100;
    static final int MAX_TEXT_BYTES = 4 << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final NumberScanner number = new NumberScanner();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;

    private byte[] text = bytes;
    private int textStart;
    private int textEnd;
    private byte[] unescaped = new byte[256];

    void reset(byte[] newBytes, int start, int newEnd) {
        bytes = newBytes;
        at = start;
        end = newEnd;
        depth = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == end;
    }

    /** Leaves a byte order mark out. */
    void skipMark() {
        if (end - at >= 3 && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB && bytes[at + 2] == (byte) 0xBF) {
            at += 3;
        }
    }

    void skipSpace() {
        while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The first byte of what comes next, after spaces; not read yet. */
    byte peek() {
        skipSpace();
        if (at == end) {
            throw Undecodable.record("the JSON text ends in the middle");
        }
        return bytes[at];
    }

    void expect(char symbol) {
        if (peek() != symbol) {
            throw unexpected("'" + symbol + "'");
        }
        at++;
    }

    /** Reads a symbol if it comes next. */
    boolean accept(char symbol) {
        if (peek() == symbol) {
            at++;
            return true;
        }
        return false;
    }

    SqlException unexpected(String expected) {
        skipSpace();
        return at == end
                ? Undecodable.record("the JSON text ends where %s should be", expected)
                : Undecodable.record(
                        "the JSON text has %s where %s should be", Undecodable.shown(bytes, at, end), expected);
    }

    /** Goes into an object or array. */
    void enter(char symbol) {
        expect(symbol);
        depth++;
        if (depth > MAX_DEPTH) {
            throw Undecodable.record("the JSON text is nested more than %d deep", MAX_DEPTH);
        }
    }

    /** Whether an object or array, just entered, ends at once; if so it is left. */
    boolean leavesEmpty(char symbol) {
        if (accept(symbol)) {
            depth--;
            return true;
        }
        return false;
    }

    /** Whether a further member or element follows; if not, the object or array is left. */
    boolean more(char symbol) {
        if (accept(',')) {
            return true;
        }
        if (!accept(symbol)) {
            throw unexpected("',' or '" + symbol + "'");
        }
        depth--;
        return false;
    }

    /** Reads a literal name such as {@code null}. */
    void literal(String word) {
        boolean is = end - at >= word.length();
        for (int i = 0; is && i < word.length(); i++) {
            is = bytes[at + i] == word.charAt(i);
        }
        if (!is || at + word.length() < end && isWordPart(bytes[at + word.length()])) {
            throw unexpected("a value");
        }
        at += word.length();
    }

    private static boolean isWordPart(byte b) {
        return b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z' || b == '_';
    }

    /** Reads a number; the scanner knows its value until the next one. */
    NumberScanner number() {
        int next = number.scan(bytes, at, end, true);
        if (next < 0 || next < end && (isWordPart(bytes[next]) || bytes[next] == '.')) {
            throw unexpected("a value");
        }
        at = next;
        return number;
    }

    byte[] text() {
        return text;
    }

    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    /** Reads a string; it is well-formed UTF-8. */
    void string() {
        expect('"');
        text = bytes;
        textStart = at;
        int next = at;
        while (true) {
            next = plainEnd(next);
            byte b = next < end ? bytes[next] : 0;
            if (b == '"') {
                textEnd = next;
                at = next + 1;
                checkLength(textEnd - textStart);
                return;
            } else if (b == '\\') {
                unescape(next);
                return;
            }
            next += characterLength(next);
        }
    }

    /** Where the ASCII characters that need no care end: at a quote, an escape, a control or other character. */
    private int plainEnd(int from) {
        int next = from;
        while (next + Long.BYTES <= end) {
            long word = (long) LONG.get(bytes, next);
            long quotes = word ^ '"' * EVERY_BYTE;
            long escapes = word ^ '\\' * EVERY_BYTE;
            // In each byte the high bit, where it is zero or, for controls, below a space; exact for the lowest one.
            long found =
                    (quotes - EVERY_BYTE & ~quotes | escapes - EVERY_BYTE & ~escapes | word - ' ' * EVERY_BYTE | word)
                            & HIGH_BITS;
            if (found != 0) {
                return next + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            next += Long.BYTES;
        }
        while (next < end && bytes[next] >= ' ' && bytes[next] != '"' && bytes[next] != '\\') {
            next++;
        }
        return next;
    }

    /** The length of a character that is neither plain, a quote nor an escape. */
    private int characterLength(int next) {
        if (next >= end) {
            throw Undecodable.record("the JSON text ends within a string");
        }
        if (bytes[next] >= 0 && bytes[next] < ' ') {
            throw Undecodable.record("the JSON text has the control character %d within a string", (int) bytes[next]);
        }
        int length = Utf8Bytes.lengthAt(bytes, next, end);
        if (length == 0) {
            throw Undecodable.record("the JSON text has a string that is not UTF-8");
        }
        return length;
    }

    private static void checkLength(int length) {
        if (length > MAX_TEXT_BYTES) {
            throw Undecodable.record("the JSON text has a string of more than %d bytes", MAX_TEXT_BYTES);
        }
    }

    /** Goes on with a string at its first escape. */
    private void unescape(int firstEscape) {
        int next = firstEscape;
        int copied = textStart;
        int size = 0;
        while (true) {
            byte b = next < end ? bytes[next] : 0;
            if (b == '"' || b == '\\') {
                size = copy(copied, next, size);
                if (b == '"') {
                    text = unescaped;
                    textStart = 0;
                    textEnd = size;
                    at = next + 1;
                    return;
                }
                at = next + 1;
                size = escape(size);
                next = at;
                copied = at;
            } else {
                next += characterLength(next);
            }
            next = plainEnd(next);
        }
    }

    private int copy(int from, int to, int size) {
        checkLength(size + to - from);
        if (unescaped.length < size + to - from + 4) {
            unescaped = Arrays.copyOf(unescaped, 2 * (size + to - from + 4));
        }
        System.arraycopy(bytes, from, unescaped, size, to - from);
        return size + to - from;
    }

    /** Writes the character of the escape whose backslash was read. */
    private int escape(int size) {
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
        return writeUtf8(character, size);
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

    private int writeUtf8(int character, int size) {
        int next = size;
        if (character < 0x80) {
            unescaped[next++] = (byte) character;
        } else if (character < 0x800) {
            unescaped[next++] = (byte) (0xC0 | character >>> 6);
            unescaped[next++] = (byte) (0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            unescaped[next++] = (byte) (0xE0 | character >>> 12);
            unescaped[next++] = (byte) (0x80 | character >>> 6 & 0x3F);
            unescaped[next++] = (byte) (0x80 | character & 0x3F);
        } else {
            unescaped[next++] = (byte) (0xF0 | character >>> 18);
            unescaped[next++] = (byte) (0x80 | character >>> 12 & 0x3F);
            unescaped[next++] = (byte) (0x80 | character >>> 6 & 0x3F);
            unescaped[next++] = (byte) (0x80 | character & 0x3F);
        }
        return next;
    }

    /** Reads a value of any kind and forgets it; its grammar is checked. */
    void skipValue() {
        switch (peek()) {
            case '"' -> string();
            case '{' -> {
                enter('{');
                if (!leavesEmpty('}')) {
                    do {
                        string();
                        expect(':');
                        skipValue();
                    } while (more('}'));
                }
            }
            case '[' -> {
                enter('[');
                if (!leavesEmpty(']')) {
                    do {
                        skipValue();
                    } while (more(']'));
                }
            }
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }
}
