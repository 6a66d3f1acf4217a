// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The far end of a {@code Result} root: a bounded queue of frames. One thread polls; any may stop the job, which wakes it. */
public interface ResultStream {
    /**
     * Waits for a frame.
     *
     * @return null when {@code maxWait} has passed
     * @throws io.weir.spi.error.SqlException when the job has failed
     */
    @Nullable
    ResultFrame poll(Duration maxWait);

    /**
     * Runs {@code wake} once, on any thread, when the next poll would not wait; perhaps at once. A second call replaces the
     * first. It must not block.
     */
    void whenReady(Runnable wake);
}
