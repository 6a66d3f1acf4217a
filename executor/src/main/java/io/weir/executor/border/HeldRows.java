// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.state.GrowableBytes;
import io.weir.spi.batch.Batch;
import org.jspecify.annotations.Nullable;

/** The rows of an epoch, which are not shown before its barrier. */
interface HeldRows extends AutoCloseable {
    /** Adds rows with their weights. */
    void add(Batch batch);

    /**
     * The next rows in the order to be shown; null when there are no more, and then a new epoch begins. The caller
     * takes all before it adds others.
     */
    @Nullable
    Delta next();

    /** Appends all rows as {@link StoredRows}; they stay held. */
    void store(GrowableBytes out);

    /** Gives everything up. */
    @Override
    void close();

    /**
     * Rows to be shown.
     *
     * @param rows with weights; the receiver owns them
     * @param kinds by physical row the ordinal of its {@link io.weir.executor.runtime.ChangeKind}; null when all are INSERT
     */
    record Delta(Batch rows, byte @Nullable [] kinds) {}
}
