// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.error.SqlException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
    private final JsonEscapes escapes = new JsonEscapes();
    private long whole;

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
        if ((at == end || bytes[at] != symbol) && peek() != symbol) {
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

    /**
     * Reads a whole number of at most 18 digits, if one comes next that a comma, a bracket or a space follows; else reads
     * nothing. {@link #whole} knows its value.
     */
    boolean wholeNumber() {
        byte[] from = bytes;
        int limit = end;
        int next = at;
        boolean negative = next < limit && from[next] == '-';
        if (negative) {
            next++;
        }
        int start = next;
        long value = 0;
        int behind = -1;
        while (next < limit) {
            behind = from[next];
            int digit = behind - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            next++;
        }
        int digits = next - start;
        boolean plain = digits == 1 || digits > 1 && digits <= NumberScanner.LONG_DIGITS && from[start] != '0';
        if (!plain || behind != ',' && behind != '}' && behind != ']' && !isSpace((byte) behind)) {
            return false;
        }
        whole = negative ? -value : value;
        at = next;
        return true;
    }

    long whole() {
        return whole;
    }

    /**
     * Reads the name of a member, if it comes next in these bytes.
     *
     * @param quoted the name between quotes, of characters that need no escape
     */
    boolean name(byte[] quoted) {
        skipSpace();
        byte[] from = bytes;
        int start = at;
        int length = quoted.length;
        if (end - start < length) {
            return false;
        }
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONG.get(from, start + i) != (long) LONG.get(quoted, i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (from[start + i] != quoted[i]) {
                return false;
            }
        }
        at = start + length;
        return true;
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
            next = plainEnd(bytes, next, end);
            byte b = next < end ? bytes[next] : 0;
            if (b == '"') {
                textEnd = next;
                at = next + 1;
                checkLength(textEnd - textStart);
                return;
            } else if (b == '\\') {
                at = escapes.read(bytes, textStart, next, end);
                text = escapes.bytes();
                textStart = 0;
                textEnd = escapes.size();
                return;
            }
            next += characterLength(bytes, next, end);
        }
    }

    /** Where the ASCII characters that need no care end: at a quote, an escape, a control or other character. */
    static int plainEnd(byte[] bytes, int from, int end) {
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
    static int characterLength(byte[] bytes, int next, int end) {
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

    static void checkLength(int length) {
        if (length > MAX_TEXT_BYTES) {
            throw Undecodable.record("the JSON text has a string of more than %d bytes", MAX_TEXT_BYTES);
        }
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
