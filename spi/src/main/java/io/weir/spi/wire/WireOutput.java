// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes being written; numbers are little-endian, lengths are of 7 bits per byte. */
public final class WireOutput {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private byte[] bytes;
    private int size;

    public WireOutput() {
        this(256);
    }

    public WireOutput(int capacity) {
        bytes = new byte[capacity];
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** What was written, in an array that is longer; not to be changed while it is used. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes room for so many more bytes, and gives where they begin. */
    int reserve(int count) {
        int start = size;
        int end = Math.addExact(size, count);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
        size = end;
        return start;
    }

    public void oneByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    public void flag(boolean value) {
        oneByte(value ? 1 : 0);
    }

    public void fourBytes(int value) {
        int at = reserve(4);
        INTS.set(bytes, at, value);
    }

    /** Writes a number where four bytes were reserved before. */
    public void fourBytesAt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    public void eightBytes(long value) {
        int at = reserve(8);
        LONGS.set(bytes, at, value);
    }

    /** A number that is not negative and mostly small. */
    public void length(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("length " + value);
        }
        int rest = value;
        while (rest > 0x7f) {
            oneByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        oneByte(rest);
    }

    public void raw(byte[] from, int start, int count) {
        int at = reserve(count);
        System.arraycopy(from, start, bytes, at, count);
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        length(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    public void optionalText(@Nullable String text) {
        flag(text != null);
        if (text != null) {
            text(text);
        }
    }

    public void texts(Collection<String> texts) {
        length(texts.size());
        texts.forEach(this::text);
    }

    public void texts(Map<String, String> texts) {
        length(texts.size());
        texts.forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    /** The first {@code count} numbers, each as its distance from the least in as few bytes as all need. */
    void numbers(int[] values, int count, boolean @Nullable [] nulls) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (nulls == null || !nulls[i]) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
        }
        int base = least > most ? 0 : least;
        int width = least > most ? 0 : width((long) most - least);
        oneByte(width);
        fourBytes(base);
        int at = reserve(Math.multiplyExact(width, count));
        for (int i = 0; i < count && width > 0; i++, at += width) {
            put(at, width, nulls != null && nulls[i] ? 0 : (long) values[i] - base);
        }
    }

    /** See {@link #numbers(int[], int, boolean[])}. */
    void numbers(long[] values, int count, boolean @Nullable [] nulls) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (nulls == null || !nulls[i]) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
        }
        long base = least > most ? 0 : least;
        int width = least > most ? 0 : width(most - least); // negative when it overflows: eight bytes
        oneByte(width);
        eightBytes(base);
        int at = reserve(Math.multiplyExact(width, count));
        if (width == 8) {
            for (int i = 0; i < count; i++, at += 8) {
                LONGS.set(bytes, at, nulls != null && nulls[i] ? 0 : values[i] - base);
            }
            return;
        }
        for (int i = 0; i < count && width > 0; i++, at += width) {
            put(at, width, nulls != null && nulls[i] ? 0 : values[i] - base);
        }
    }

    private static int width(long range) {
        if (range < 0 || range > 0xffff_ffffL) {
            return 8;
        }
        return range == 0 ? 0 : range <= 0xff ? 1 : range <= 0xffff ? 2 : 4;
    }

    private void put(int at, int width, long value) {
        switch (width) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> SHORTS.set(bytes, at, (short) value);
            case 4 -> INTS.set(bytes, at, (int) value);
            default -> LONGS.set(bytes, at, value);
        }
    }

    /** One bit for each. */
    void bits(boolean[] values, int count) {
        int at = reserve((count + 7) / 8);
        Arrays.fill(bytes, at, size, (byte) 0);
        for (int i = 0; i < count; i++) {
            if (values[i]) {
                bytes[at + (i >> 3)] |= (byte) (1 << (i & 7));
            }
        }
    }
}
