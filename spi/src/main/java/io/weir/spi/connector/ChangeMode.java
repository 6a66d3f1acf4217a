// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

/** How the rows of a stream may change. */
public enum ChangeMode {
    /** Rows are only added. */
    APPEND,
    /** Rows are added and taken back whole. */
    RETRACT,
    /** The last row of a key counts; only at borders. */
    UPSERT
}
