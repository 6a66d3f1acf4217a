// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;

/** A compiled list of expressions; used by one thread. */
public interface Projection {
    /**
     * Evaluates all expressions for the selected rows.
     *
     * @param errors receives the rows for which one failed; what stands in their results means nothing
     * @return one vector per expression, as long as the batch's vectors and lined up with its physical rows; rows that
     *     are not selected hold anything. May be vectors of the batch itself or share its blocks.
     */
    Vector[] evaluate(Batch batch, long epochTimeMicros, ErrorMask errors);
}
