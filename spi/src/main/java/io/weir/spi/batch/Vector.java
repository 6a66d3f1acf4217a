// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch: the values of its rows, and which of them are NULL.
 *
 * <p>A vector is immutable once its batch has been sent. Arrays may be longer than {@link #size()}; what stands behind
 * it, and the value beside a NULL, mean nothing. A {@link ConstantVector} or {@link DictionaryVector} is turned into the
 * flat class of its {@link #storage()} by {@link #flat()}, which costs one pass.
 */
public sealed interface Vector
        permits BooleanVector,
                IntVector,
                LongVector,
                FloatVector,
                DoubleVector,
                Int128Vector,
                BytesVector,
                RowVector,
                ArrayVector,
                MapVector,
                ConstantVector,
                DictionaryVector {
    /** How many rows it has. */
    int size();

    Storage storage();

    /** Which rows are NULL, or null when none is. */
    boolean @Nullable [] nulls();

    default boolean isNull(int row) {
        boolean[] nulls = nulls();
        return nulls != null && nulls[row];
    }

    /** The same values in a flat class; itself when it is flat. */
    default Vector flat() {
        return this;
    }
}
