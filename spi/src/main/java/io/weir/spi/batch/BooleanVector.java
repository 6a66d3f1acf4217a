// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/** A column of BOOLEAN; also of the bare NULL type. */
public record BooleanVector(int size, boolean[] values, boolean @Nullable [] nulls) implements Vector {
    @Override
    public Storage storage() {
        return Storage.BOOLEAN;
    }
}
