// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers a column of texts or bytes, which stand one behind the other in a block. */
final class BytesBuilder extends VectorBuilder {
    private int[] starts;
    private int[] lengths;
    private byte[] block = new byte[256];
    private int used;

    BytesBuilder(int capacity) {
        super(capacity);
        starts = new int[this.capacity];
        lengths = new int[this.capacity];
    }

    @Override
    public long bytes() {
        return 8L * size + used;
    }

    @Override
    public void appendBytes(byte[] from, int start, int length) {
        ensure();
        if (block.length - used < length) {
            block = Arrays.copyOf(block, Math.max(block.length * 2, Math.addExact(used, length)));
        }
        System.arraycopy(from, start, block, used, length);
        starts[size] = used;
        lengths[size++] = length;
        used += length;
    }

    @Override
    void appendPresent(Object value) {
        byte[] from = value instanceof byte[] array ? array : value.toString().getBytes(StandardCharsets.UTF_8);
        appendBytes(from, 0, from.length);
    }

    @Override
    void appendPresent(Vector source, int at) {
        BytesVector v = (BytesVector) source;
        appendBytes(v.block(at), v.starts()[at], v.lengths()[at]);
    }

    @Override
    public void truncate(int rows) {
        super.truncate(rows);
        used = rows == 0 ? 0 : starts[rows - 1] + lengths[rows - 1];
    }

    @Override
    protected Vector view(int rows, boolean @Nullable [] nullMask) {
        return new BytesVector(rows, new byte[][] {block}, null, starts, lengths, nullMask);
    }

    @Override
    protected void renew() {
        block = new byte[Math.max(256, Math.min(used, 1 << 20))];
        used = 0;
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    protected void setNothing() {
        starts[size] = used;
        lengths[size] = 0;
    }

    @Override
    protected void grow(int newCapacity) {
        starts = Arrays.copyOf(starts, newCapacity);
        lengths = Arrays.copyOf(lengths, newCapacity);
    }
}
