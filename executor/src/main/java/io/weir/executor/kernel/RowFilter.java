// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;

/** A compiled condition; used by one thread. */
public interface RowFilter {
    /**
     * Finds the selected rows for which the condition is TRUE.
     *
     * @param rows receives their physical rows, rising; at least {@code batch.size()} long
     * @param errors receives the rows for which it failed
     * @return how many were found
     */
    int select(Batch batch, long epochTimeMicros, int[] rows, ErrorMask errors);
}
