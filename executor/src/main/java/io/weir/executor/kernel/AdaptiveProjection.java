// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;

/** Expressions that are interpreted at first and compiled later. */
record AdaptiveProjection(Adaptive<Projection> kernel) implements Projection {
    @Override
    public Vector[] evaluate(Batch batch, long epochTimeMicros, ErrorMask errors) {
        return kernel.forBatch(batch.size()).evaluate(batch, epochTimeMicros, errors);
    }
}
