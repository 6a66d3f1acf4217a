// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one record as they are written. */
final class Output {
    private static final long[] POWERS_OF_TEN = {
        1L,
        10L,
        100L,
        1_000L,
        10_000L,
        100_000L,
        1_000_000L,
        10_000_000L,
        100_000_000L,
        1_000_000_000L,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L,
        10_000_000_000_000L,
        100_000_000_000_000L,
        1_000_000_000_000_000L,
        10_000_000_000_000_000L,
        100_000_000_000_000_000L,
        1_000_000_000_000_000_000L
    };

    private byte[] bytes = new byte[512];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Makes room for some bytes and returns where they begin; {@link #advanceTo} tells where they ended. */
    int reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, count)));
        }
        return size;
    }

    void advanceTo(int end) {
        size = end;
    }

    void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void write(byte[] from, int start, int length) {
        reserve(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    void write(byte[] from) {
        write(from, 0, from.length);
    }

    /** Writes text of ASCII characters. */
    void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        reserve(20);
        if (value < 0) {
            bytes[size++] = '-';
        }
        long rest = Math.abs(value);
        int at = size + digits(rest);
        size = at;
        while (rest > Integer.MAX_VALUE) {
            long hundreds = rest / 100;
            at = pair((int) (rest - hundreds * 100), at);
            rest = hundreds;
        }
        // Dividing an int takes a fraction of the time.
        int small = (int) rest;
        while (small >= 100) {
            int hundreds = small / 100;
            at = pair(small - hundreds * 100, at);
            small = hundreds;
        }
        if (small >= 10) {
            pair(small, at);
        } else {
            bytes[at - 1] = (byte) ('0' + small);
        }
    }

    /** Writes the two digits of a number below 100 before a place, and gives where they begin. */
    private int pair(int number, int end) {
        int tens = number * 103 >> 10; // a tenth, for numbers this small
        bytes[end - 1] = (byte) ('0' + number - tens * 10);
        bytes[end - 2] = (byte) ('0' + tens);
        return end - 2;
    }

    private static int digits(long value) {
        // The bits of a number give its digits, or one less.
        int below = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >> 12;
        return below < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[below] ? below + 1 : Math.max(1, below);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }
}
