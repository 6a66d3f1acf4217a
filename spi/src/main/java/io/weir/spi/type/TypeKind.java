// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

/** The families of SQL types. */
public enum TypeKind {
    /** The type of a bare NULL. */
    NULL,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    FLOAT,
    DOUBLE,
    DECIMAL,
    VARCHAR,
    VARBINARY,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_LTZ,
    INTERVAL_MONTHS,
    INTERVAL_MICROS,
    ROW,
    ARRAY,
    MAP
}
