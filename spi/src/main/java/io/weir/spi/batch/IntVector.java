// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/** A column stored as one {@code int} per row. */
public record IntVector(int size, int[] values, boolean @Nullable [] nulls) implements Vector {
    @Override
    public Storage storage() {
        return Storage.INT;
    }
}
