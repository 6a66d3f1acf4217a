// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.BytesVector;
import org.jspecify.annotations.Nullable;

/** What the accumulators of several groups hold, column by column, on the way into other groups. */
interface Partials {
    /** A word of a column, for each group. */
    long[] words(int column, int part);

    /** Where a column is NULL, or null when it is nowhere. */
    boolean @Nullable [] nulls(int column);

    /** A column of bytes. */
    BytesVector bytes(int column);
}
