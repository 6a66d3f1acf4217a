// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one record as they are written. */
final class Output {
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
        int digits = 1;
        long rest = Math.abs(value);
        for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) {
            digits++;
        }
        reserve(digits + 1);
        if (value < 0) {
            bytes[size++] = '-';
        }
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }
}
