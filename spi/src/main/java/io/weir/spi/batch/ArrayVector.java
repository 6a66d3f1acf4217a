// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/** A column of ARRAY values: each row a start and length in the vector of all elements. */
public record ArrayVector(int size, int[] starts, int[] lengths, Vector elements, boolean @Nullable [] nulls)
        implements Vector {
    @Override
    public Storage storage() {
        return Storage.ARRAY;
    }
}
