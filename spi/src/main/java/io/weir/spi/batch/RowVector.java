// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/** A column of ROW values: one child vector per field, each as long as this one. */
public record RowVector(int size, Vector[] fields, boolean @Nullable [] nulls) implements Vector {
    @Override
    public Storage storage() {
        return Storage.ROW;
    }
}
