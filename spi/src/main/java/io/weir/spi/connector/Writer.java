// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.batch.Batch;

/**
 * Writes the rows of one task.
 *
 * <p>Calls may wait for the outside; a writer that can tell beforehand says so with {@link #ready} and {@link #settled},
 * and is then called only when it need not wait.
 */
public interface Writer extends AutoCloseable {
    /**
     * Whether {@link #write} and {@link #flush} need not wait.
     *
     * @param wake called once, from any thread, when a writer that was not ready may be
     */
    default boolean ready(Runnable wake) {
        return true;
    }

    /**
     * Whether {@link #prepare} need not wait; asked after {@link #flush}.
     *
     * @param wake called once, from any thread, when a writer that was not settled may be
     */
    default boolean settled(Runnable wake) {
        return true;
    }

    /** Takes rows; for {@link ChangeMode#RETRACT} with their weights. */
    void write(Batch batch);

    /** Called at each barrier: hands over what may be seen now; it need not have arrived yet. */
    void flush();

    /** Makes everything written so far durable but not yet final, and says how to make it so; an empty array for nothing. */
    byte[] prepare(long checkpoint);

    /** Ends; what was not prepared is thrown away. */
    @Override
    void close();
}
