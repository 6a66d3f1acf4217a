// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.batch.Batch;

/** What a reader has: rows, nothing yet, or its end. */
public sealed interface Poll {
    /** The answer of a reader that waits to be {@linkplain ReadRequest#wake woken}. */
    Nothing NOTHING = new Nothing(Long.MAX_VALUE);

    End END = new End();

    /**
     * Some rows.
     *
     * @param cutAllowed whether an epoch may end behind them
     */
    record Rows(Batch batch, boolean cutAllowed) implements Poll {
        public Rows(Batch batch) {
            this(batch, true);
        }
    }

    /**
     * No rows at present.
     *
     * @param retryAtMicros time by the job's clock at which to ask again even if not woken
     */
    record Nothing(long retryAtMicros) implements Poll {}

    /** No rows any more. */
    record End() implements Poll {}
}
