// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.spi.batch.VectorBuilder;

/** Computes one call for the wanted rows of a sequence. */
interface CallValues extends AutoCloseable {
    /**
     * Appends the values.
     *
     * @param errors marked, by place in {@code out}, where a value cannot be represented; NULL stands there then
     */
    void append(Sequence rows, VectorBuilder out, ErrorMask errors);

    @Override
    default void close() {}
}
