// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.spi.batch.Batch;

/** Where an operator sends its rows. */
public interface Output {
    /** Whether there is no room; a call starts with room for at least one batch. */
    boolean full();

    /** Sends a batch of at least one row; takes over the caller's reference. An input batch is sent on with {@code batch.retain()}. */
    void send(Batch batch);
}
