// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.List;

/**
 * An open result: frames of rows as they are produced.
 *
 * <p>One thread polls; any thread may cancel or close, which wakes the poller.
 */
public interface Cursor extends AutoCloseable {
    /** Columns of the rows; {@code op} is the first when {@link #changing}. */
    Schema schema();

    /** Whether rows may be taken back, so that each starts with its {@code op}. */
    boolean changing();

    /**
     * Waits for rows.
     *
     * @return a frame of at most {@code maxRows} rows; an empty one when {@code maxWait} has passed or only progress is to be told
     * @throws io.weir.spi.error.SqlException when the query has failed, or was cancelled or closed
     */
    Frame poll(int maxRows, Duration maxWait);

    /**
     * Runs {@code wake} once, on any thread, when the next poll would not have to wait: rows, progress, the end or a
     * failure are there, perhaps already now. A second call replaces the first. It must not block and not poll.
     */
    void whenReady(Runnable wake);

    /** What is worth knowing of the rows read so far, such as how many records the answer does without; from any thread. */
    default List<String> warnings() {
        return List.of();
    }

    /** Ends the query; the poller gets CANCELLED. */
    void cancel();

    /** Ends the query and frees it; the poller gets CURSOR_CLOSED. Idempotent. */
    @Override
    void close();
}
