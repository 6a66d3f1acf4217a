// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of text or bytes that is being computed: all in one block, which grows. */
public final class TextColumn {
    private final int[] starts;
    private final int[] lengths;
    private byte[] block;
    private int used;

    public TextColumn(int rows, int bytesExpected) {
        starts = new int[rows];
        lengths = new int[rows];
        block = new byte[bytesExpected];
    }

    public void set(int row, Utf8 text) {
        int length = text.length();
        if (block.length - used < length) {
            block = Arrays.copyOf(block, Math.max(block.length * 2, Math.addExact(used, length)));
        }
        System.arraycopy(text.bytes(), text.start(), block, used, length);
        starts[row] = used;
        lengths[row] = length;
        used += length;
    }

    /** How many bytes it holds. */
    public int bytes() {
        return used;
    }

    public Vector build(boolean @Nullable [] nulls) {
        return new BytesVector(starts.length, new byte[][] {block}, null, starts, lengths, nulls);
    }
}
