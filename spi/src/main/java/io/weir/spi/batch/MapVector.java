// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/** A column of MAP values: each row a start and length in the vectors of all keys and values. */
public record MapVector(int size, int[] starts, int[] lengths, Vector keys, Vector values, boolean @Nullable [] nulls)
        implements Vector {
    @Override
    public Storage storage() {
        return Storage.MAP;
    }
}
