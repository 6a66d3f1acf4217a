// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.batch.Batch;

/** Writes the rows of one task. */
public interface Writer extends AutoCloseable {
    /** Takes rows; for {@link ChangeMode#RETRACT} with their weights. */
    void write(Batch batch);

    /** Called at each barrier: hands over what may be seen now. */
    void flush();

    /** Makes everything written so far durable but not yet final, and says how to make it so; an empty array for nothing. */
    byte[] prepare(long checkpoint);

    /** Ends; what was not prepared is thrown away. */
    @Override
    void close();
}
