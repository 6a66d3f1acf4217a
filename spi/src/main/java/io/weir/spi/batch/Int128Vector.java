// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.batch;

import io.weir.spi.type.Storage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A column of 128-bit two's complement integers, the scaled values of DECIMAL above 18 digits. */
public record Int128Vector(int size, long[] high, long[] low, boolean @Nullable [] nulls) implements Vector {
    @Override
    public Storage storage() {
        return Storage.INT128;
    }

    public BigInteger value(int row) {
        return toBigInteger(high[row], low[row]);
    }

    public static BigInteger toBigInteger(long high, long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1)));
    }
}
