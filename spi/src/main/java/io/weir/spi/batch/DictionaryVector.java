// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A column whose rows refer to the rows of another vector.
 *
 * @param indexes per row a row of {@code values}
 * @param values a flat vector
 */
public record DictionaryVector(int size, int[] indexes, Vector values) implements Vector {
    @Override
    public Storage storage() {
        return values.storage();
    }

    @Override
    public boolean @Nullable [] nulls() {
        boolean[] of = values.nulls();
        if (of == null) {
            return null;
        }
        boolean[] nulls = new boolean[size];
        for (int i = 0; i < size; i++) {
            nulls[i] = of[indexes[i]];
        }
        return nulls;
    }

    @Override
    public boolean isNull(int row) {
        return values.isNull(indexes[row]);
    }

    @Override
    public Vector flat() {
        return Vectors.gather(values, indexes, size);
    }
}
