// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.format;

import io.weir.spi.batch.BatchBuilder;

/** Turns bytes into rows; used by one thread. */
public interface Decoder {
    /** Called before the first record of a file, which may be a header; not when reading begins further on. */
    default void startFile() {}

    /**
     * Where the record that begins at {@code start} ends, delimiter included: an index in ({@code start}, {@code end}],
     * or -1 when more bytes are needed.
     *
     * @param last whether no bytes will follow {@code end}
     */
    int recordEnd(byte[] bytes, int start, int end, boolean last);

    /**
     * Decodes one record, delimiter included, and appends and ends its rows: usually one, none for an empty line or a
     * header.
     *
     * @throws io.weir.spi.error.SqlException with code UNDECODABLE_RECORD when it cannot be decoded; the caller takes the unfinished row
     *     back
     */
    void decode(byte[] bytes, int start, int end, BatchBuilder out);
}
