// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

/** How the values of a type lie in a vector; one vector class for each member. */
public enum Storage {
    /** One {@code boolean} per row. */
    BOOLEAN,
    /** One {@code int} per row: TINYINT, SMALLINT, INTEGER, DATE (days since 1970-01-01), INTERVAL in months. */
    INT,
    /** One {@code long} per row: BIGINT, TIME and TIMESTAMP in microseconds, intervals in microseconds, DECIMAL to 18 digits scaled. */
    LONG,
    FLOAT,
    DOUBLE,
    /** Two {@code long}s per row, high and low: DECIMAL to 38 digits, scaled. */
    INT128,
    /** Start and length into shared byte blocks: VARCHAR as UTF-8, VARBINARY. */
    BYTES,
    ROW,
    ARRAY,
    MAP
}
