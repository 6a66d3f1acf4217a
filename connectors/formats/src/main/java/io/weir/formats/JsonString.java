// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes text as a JSON string: between quotes, with escapes for quotes, backslashes and controls. */
final class JsonString {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonString() {}

    static void write(byte[] bytes, int start, int length, Output out) {
        out.write('"');
        int end = start + length;
        int copied = start;
        for (int at = plainEnd(bytes, start, end); at < end; at = plainEnd(bytes, copied, end)) {
            out.write(bytes, copied, at - copied);
            escape(bytes[at], out);
            copied = at + 1;
        }
        out.write(bytes, copied, end - copied);
        out.write('"');
    }

    /** Where the first character that needs an escape is. */
    private static int plainEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long word = (long) LONG.get(bytes, at);
            long quotes = word ^ '"' * EVERY_BYTE;
            long escapes = word ^ '\\' * EVERY_BYTE;
            // In each byte the high bit, where it is zero or, for controls, below a space; exact for the lowest one.
            long found =
                    (quotes - EVERY_BYTE & ~quotes | escapes - EVERY_BYTE & ~escapes | word - ' ' * EVERY_BYTE & ~word)
                            & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return at;
    }

    private static void escape(byte symbol, Output out) {
        out.write('\\');
        switch (symbol) {
            case '"', '\\' -> out.write(symbol);
            case '\b' -> out.write('b');
            case '\f' -> out.write('f');
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default -> {
                out.ascii("u00");
                out.write(HEXADECIMAL[symbol >> 4]);
                out.write(HEXADECIMAL[symbol & 15]);
            }
        }
    }
}
