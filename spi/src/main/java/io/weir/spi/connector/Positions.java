// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.error.SqlException;

/** Numbers from 0 on as positions: eight bytes, the highest first, so that they compare as positions do. */
public final class Positions {
    private Positions() {}

    public static byte[] of(long number) {
        byte[] position = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            position[i] = (byte) (number >>> (56 - 8 * i));
        }
        return position;
    }

    public static long number(byte[] position) {
        if (position.length != Long.BYTES || position[0] < 0) {
            throw SqlException.internal("a position of " + position.length + " bytes is no number", null);
        }
        long number = 0;
        for (byte part : position) {
            number = number << 8 | part & 0xFF;
        }
        return number;
    }
}
