// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.format;

import io.weir.spi.batch.Batch;
import java.io.IOException;
import java.io.OutputStream;

/** Turns rows into bytes; used by one thread. */
public interface Encoder {
    /** What stands before the first record of a file, such as a header line. */
    default void header(OutputStream out) throws IOException {}

    /** Writes one physical row of a batch, delimiter included. */
    void encode(Batch batch, int row, OutputStream out) throws IOException;

    /** How many bytes at the end of what {@link #encode} writes are the delimiter, which messages do not need. */
    default int delimiterLength() {
        return 0;
    }
}
