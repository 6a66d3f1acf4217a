// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.connector.Pace;

/** The time of each row: a base, and a second for every {@code rowsPerSecond} rows. */
record Clock(long baseMicros, long rowsPerSecond) {
    long micros(long index) {
        return baseMicros + Pace.micros(index, rowsPerSecond);
    }
}
