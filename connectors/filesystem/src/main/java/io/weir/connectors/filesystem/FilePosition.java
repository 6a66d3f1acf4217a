// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.error.SqlException;
import java.nio.ByteBuffer;

/**
 * How far a file has been read.
 *
 * <pre>
 *   bytes   0..7     8..15   16..23
 *           offset   line    head
 * </pre>
 *
 * @param offset bytes before the next record; first, since positions are compared as bytes
 * @param line lines before the next record
 * @param head a hash of the file's first bytes before the offset, by which a file that was replaced is noticed
 */
record FilePosition(long offset, long line, long head) {
    /** So many bytes of a file make its head. */
    static final int HEAD_BYTES = 1024;

    static final FilePosition START = new FilePosition(0, 0, hash(new byte[0], 0));

    static FilePosition of(byte[] position) {
        if (position.length != 3 * Long.BYTES) {
            throw SqlException.internal("a position of " + position.length + " bytes is none of a file", null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(position);
        return new FilePosition(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(offset)
                .putLong(line)
                .putLong(head)
                .array();
    }

    /** FNV-1a over the first bytes. */
    static long hash(byte[] bytes, int count) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < count; i++) {
            hash = (hash ^ bytes[i] & 0xFF) * 0x100000001b3L;
        }
        return hash;
    }
}
