// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;

/** The exact numeric type of a result: its range, and how a total is appended. */
record ResultNumber(Storage storage, int digits) {
    private static final int ANY = 0;

    static ResultNumber of(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> new ResultNumber(type.storage(), ((DecimalType) type).precision());
            case BIGINT -> new ResultNumber(Storage.LONG, ANY);
            default -> throw new IllegalArgumentException("no exact sum is " + type.sql());
        };
    }

    /** Appends the total, or answers that it is out of range. */
    boolean append(Total total, VectorBuilder out) {
        if (digits == ANY ? !total.isLong() : !total.hasDigits(digits)) {
            return false;
        }
        if (storage == Storage.INT128) {
            out.appendInt128(total.high(), total.low());
        } else {
            out.appendLong(total.longValue());
        }
        return true;
    }
}
