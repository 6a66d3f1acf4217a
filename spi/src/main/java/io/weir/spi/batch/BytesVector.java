// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A column of text (UTF-8) or bytes: each row a start and length in one of a few shared blocks.
 *
 * @param blocks the byte blocks; shared with other vectors and never changed below what a vector refers to
 * @param blockOf per row the index of its block, or null when every row lies in block 0
 */
public record BytesVector(
        int size, byte[][] blocks, int @Nullable [] blockOf, int[] starts, int[] lengths, boolean @Nullable [] nulls)
        implements Vector {
    @Override
    public Storage storage() {
        return Storage.BYTES;
    }

    public byte[] block(int row) {
        return blockOf == null ? blocks[0] : blocks[blockOf[row]];
    }

    /** Points the given piece at a row. */
    public Utf8 read(int row, Utf8 piece) {
        return piece.set(block(row), starts[row], lengths[row]);
    }
}
