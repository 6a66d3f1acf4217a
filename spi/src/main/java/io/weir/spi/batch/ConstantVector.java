// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column whose rows are all the same.
 *
 * @param value a flat vector of one row
 */
public record ConstantVector(int size, Vector value) implements Vector {
    @Override
    public Storage storage() {
        return value.storage();
    }

    @Override
    public boolean @Nullable [] nulls() {
        if (!value.isNull(0)) {
            return null;
        }
        boolean[] nulls = new boolean[size];
        Arrays.fill(nulls, true);
        return nulls;
    }

    @Override
    public boolean isNull(int row) {
        return value.isNull(0);
    }

    @Override
    public Vector flat() {
        return Vectors.gather(value, new int[size], size);
    }
}
