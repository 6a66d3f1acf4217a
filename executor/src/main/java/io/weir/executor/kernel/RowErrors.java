// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a row whose expression failed, by the job's {@code 'on-error'}. */
public interface RowErrors {
    /**
     * Returns when the row is to be left out, and throws when the job is to fail.
     *
     * @param row physical row of the batch
     * @param span where the failing expression stood in the statement, if known
     */
    void report(Batch batch, int row, ErrorCode code, @Nullable SourceSpan span);
}
