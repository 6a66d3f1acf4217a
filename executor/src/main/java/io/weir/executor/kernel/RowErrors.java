// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.Schema;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a row whose expression failed, by the job's {@code 'on-error'}, and counts it. */
public interface RowErrors {
    /**
     * Returns when the row is to be left out, and throws when the job is to fail.
     *
     * @param schema of the batch
     * @param row physical row of the batch
     * @param weight how often the row is added or taken back
     * @param span where the failing expression stood in the statement, if known
     */
    void report(Batch batch, Schema schema, int row, int weight, ErrorCode code, @Nullable SourceSpan span);
}
