// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import org.jspecify.annotations.Nullable;

/** A way into a task. */
public interface Inlet {
    /**
     * The next {@link io.weir.spi.batch.Batch}, whose reference goes with it, or {@link
     * io.weir.executor.operator.Barrier}; null when there is none, and the task is woken when there is.
     */
    @Nullable
    Object poll();

    /** Gives up what has not been taken. */
    void close();
}
