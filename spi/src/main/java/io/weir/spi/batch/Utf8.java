// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of text or bytes lying in somebody's block; the form in which functions receive and return text.
 *
 * <p>A kernel points one instance at row after row with {@link #set}; a function must not keep it, and must treat it as
 * immutable. A function may return its argument, {@link #slice} of it, or {@link #of}.
 */
public final class Utf8 implements Comparable<Utf8> {
    private static final byte[] NOTHING = {};
    /** The empty text. */
    public static final Utf8 EMPTY = new Utf8(NOTHING, 0, 0);

    private byte[] bytes;
    private int start;
    private int length;

    public Utf8() {
        this(NOTHING, 0, 0);
    }

    public Utf8(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    public static Utf8 of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(utf8, 0, utf8.length);
    }

    public static Utf8 of(byte[] bytes) {
        return new Utf8(bytes, 0, bytes.length);
    }

    /** Points this instance elsewhere; for kernels alone. */
    public Utf8 set(byte[] newBytes, int newStart, int newLength) {
        bytes = newBytes;
        start = newStart;
        length = newLength;
        return this;
    }

    /** A piece of this text, by bytes; shares the block. */
    public Utf8 slice(int from, int count) {
        return new Utf8(bytes, start + from, count);
    }

    /** The block this text lies in; read {@link #start()} to {@code start() + length()} only. */
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    /** Length in bytes. */
    public int length() {
        return length;
    }

    public byte byteAt(int index) {
        return bytes[start + index];
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** By unsigned bytes, which for UTF-8 is the order of code points. */
    @Override
    public int compareTo(Utf8 other) {
        return Arrays.compareUnsigned(
                bytes, start, start + length, other.bytes, other.start, other.start + other.length);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Utf8 other
                && Arrays.equals(bytes, start, start + length, other.bytes, other.start, other.start + other.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }
}
