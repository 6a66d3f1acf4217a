// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import org.jspecify.annotations.Nullable;

/** Reads one split in order; called by one thread at a time and never blocks it. */
public interface Reader extends AutoCloseable {
    /**
     * The next rows.
     *
     * @param maxRows the most rows to give, at least 1
     * @param untilPosition read no row beyond this position, and answer {@link Poll#NOTHING} at it; null for no bound
     */
    Poll poll(int maxRows, byte @Nullable [] untilPosition);

    /** The position behind the last row given and the records reported since as undecodable; positions of a split compare as unsigned bytes. */
    byte[] position();

    /** How many rows it has passed over because of predicates; they count as read, though nobody sees them. */
    default long rowsSkipped() {
        return 0;
    }

    @Override
    void close();
}
