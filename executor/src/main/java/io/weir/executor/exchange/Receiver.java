// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.exchange;

import io.weir.spi.batch.Batch;

/** One of the places a node's rows go to: the next node in the same task, or another task. */
public interface Receiver {
    /** Whether there is no room for a batch; the task is woken when there is. */
    boolean full();

    /** Takes a batch with its reference. */
    void accept(Batch batch);
}
