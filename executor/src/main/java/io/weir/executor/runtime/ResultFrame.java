// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.spi.batch.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one epoch in the order to be shown.
 *
 * @param rows dense, without weights: a row of weight 3 stands three times; null for none
 * @param kinds per row the ordinal of its {@link ChangeKind}; null when all are INSERT
 * @param epoch the epoch the rows belong to
 * @param watermarkMicros of the last barrier
 * @param epochComplete whether the epoch has now been shown whole
 * @param last whether the result has ended
 */
public record ResultFrame(
        @Nullable Batch rows,
        byte @Nullable [] kinds,
        long epoch,
        long watermarkMicros,
        boolean epochComplete,
        boolean last) {}
