// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

/**
 * A comparison of a column with a constant, which a reader may use to leave rows out.
 *
 * @param column index into the table's schema
 * @param value as the Java object of the column's type; not NULL
 */
public record Predicate(int column, Comparison comparison, Object value) {
    /** The ways to compare. */
    public enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
