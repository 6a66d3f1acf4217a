// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;

/** A condition that is interpreted at first and compiled later. */
record AdaptiveFilter(Adaptive<RowFilter> kernel) implements RowFilter {
    @Override
    public int select(Batch batch, long epochTimeMicros, int[] rows, ErrorMask errors) {
        return kernel.forBatch(batch.size()).select(batch, epochTimeMicros, rows, errors);
    }
}
