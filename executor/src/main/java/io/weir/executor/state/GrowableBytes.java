// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at their end; used again and again, so that it soon allocates nothing. */
public final class GrowableBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    public GrowableBytes() {
        this(64);
    }

    public GrowableBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** The block; its first {@link #length()} bytes count. It is another one after the next growth. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Cuts what stands behind the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Takes in what was written directly into {@link #bytes()}. */
    public void setLength(int newLength) {
        length = newLength;
    }

    public void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** Four bytes, high first. */
    public void putInt(int value) {
        ensure(4);
        INTS.set(bytes, length, value);
        length += 4;
    }

    /** Eight bytes, high first. */
    public void putLong(long value) {
        ensure(8);
        LONGS.set(bytes, length, value);
        length += 8;
    }

    public void put(byte[] from, int start, int count) {
        ensure(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    public void put(GrowableBytes from) {
        put(from.bytes, 0, from.length);
    }

    public void put(Utf8 from) {
        put(from.bytes(), from.start(), from.length());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Makes room for {@code more} bytes behind the last. */
    public void ensure(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
}
