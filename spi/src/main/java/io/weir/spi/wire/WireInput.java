// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes being read, from somebody who may mean harm: nothing is read beyond the end, and no more memory is taken than a
 * message of this size can need.
 */
public final class WireInput {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    /** What may be taken beyond a multiple of the message: columns whose values are all the same need few bytes. */
    private static final long EXTRA_MEMORY = 64L << 20;

    private static final int MEMORY_PER_BYTE = 16;

    private final byte[] bytes;
    private final int end;
    private int at;
    private long memoryLeft;

    public WireInput(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.at = start;
        this.end = start + length;
        this.memoryLeft = EXTRA_MEMORY + (long) length * MEMORY_PER_BYTE;
    }

    public WireInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    public static SqlException broken(String what) {
        return SqlException.report(ErrorCode.PROTOCOL)
                .says("message from the other side makes no sense: %s", what)
                .toException();
    }

    public int left() {
        return end - at;
    }

    /** To be called when all of a message should have been read. */
    public void atEnd() {
        if (at != end) {
            throw broken("it is too long");
        }
    }

    /** Passes over so many bytes and gives where they begin. */
    int skip(long count) {
        if (count < 0 || count > end - at) {
            throw broken("it ends too early");
        }
        int start = at;
        at += (int) count;
        return start;
    }

    byte[] array() {
        return bytes;
    }

    /** To be called before memory is taken. */
    void take(long count, int bytesEach) {
        long wanted = count * bytesEach;
        if (wanted > memoryLeft) {
            throw broken("it would need too much memory");
        }
        memoryLeft -= wanted;
    }

    public int oneByte() {
        return bytes[skip(1)] & 0xff;
    }

    public boolean flag() {
        int value = oneByte();
        if (value > 1) {
            throw broken("a flag is neither 0 nor 1");
        }
        return value == 1;
    }

    public int fourBytes() {
        return (int) INTS.get(bytes, skip(4));
    }

    public long eightBytes() {
        return (long) LONGS.get(bytes, skip(8));
    }

    /** A number that is not negative. */
    public int length() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = oneByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw broken("a length is out of range");
    }

    /** The length of a list whose members have at least one byte each. */
    public int count() {
        int count = length();
        if (count > left()) {
            throw broken("a list is longer than the message");
        }
        take(count, 16);
        return count;
    }

    public byte[] raw(int count) {
        int start = skip(count);
        byte[] copy = new byte[count];
        System.arraycopy(bytes, start, copy, 0, count);
        return copy;
    }

    public String text() {
        int count = length();
        int start = skip(count);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, count))
                    .toString();
        } catch (CharacterCodingException e) {
            throw broken("a text is not UTF-8");
        }
    }

    public @Nullable String optionalText() {
        return flag() ? text() : null;
    }

    public List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    public Map<String, String> textMap() {
        int count = count();
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = text();
            texts.put(key, text());
        }
        return texts;
    }

    /** A member of an enum. */
    public <E extends Enum<E>> E member(Class<E> type) {
        E[] members = type.getEnumConstants();
        int ordinal = oneByte();
        if (ordinal >= members.length) {
            throw broken("there is no " + type.getSimpleName() + " " + ordinal);
        }
        return members[ordinal];
    }

    int[] intNumbers(int count) {
        int width = width();
        int base = fourBytes();
        int start = skip((long) width * count);
        take(count, 4);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = base + (int) get(start, width, i);
        }
        return values;
    }

    long[] longNumbers(int count) {
        int width = width();
        long base = eightBytes();
        int start = skip((long) width * count);
        take(count, 8);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = base + get(start, width, i);
        }
        return values;
    }

    private int width() {
        int width = oneByte();
        if (width > 8 || Integer.bitCount(width) > 1) {
            throw broken("a number cannot have " + width + " bytes");
        }
        return width;
    }

    private long get(int start, int width, int index) {
        int place = start + width * index;
        return switch (width) {
            case 0 -> 0;
            case 1 -> bytes[place] & 0xff;
            case 2 -> (short) SHORTS.get(bytes, place) & 0xffff;
            case 4 -> (int) INTS.get(bytes, place) & 0xffff_ffffL;
            default -> (long) LONGS.get(bytes, place);
        };
    }

    boolean[] bits(int count) {
        int start = skip((count + 7L) / 8);
        take(count, 1);
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = (bytes[start + (i >> 3)] >> (i & 7) & 1) != 0;
        }
        return values;
    }
}
