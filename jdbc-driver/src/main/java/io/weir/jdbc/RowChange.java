// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

/** How a row of a result changes the answer: the column {@code op} as a Java value. */
public enum RowChange {
    /** The row is added. */
    INSERT("+I"),
    /** The row, shown before, is taken back. */
    DELETE("-D"),
    /** The row is taken back; the next row replaces it under the same key. */
    UPDATE_BEFORE("-U"),
    /** The row replaces the one just taken back. */
    UPDATE_AFTER("+U");

    private final String op;

    RowChange(String op) {
        this.op = op;
    }

    /** What the column {@code op} says. */
    public String op() {
        return op;
    }

    /** Whether the row belongs to the answer from now on; else it no longer does. */
    public boolean adds() {
        return this == INSERT || this == UPDATE_AFTER;
    }

    static RowChange of(String op) {
        return switch (op) {
            case "+I" -> INSERT;
            case "-D" -> DELETE;
            case "-U" -> UPDATE_BEFORE;
            case "+U" -> UPDATE_AFTER;
            default -> throw new IllegalStateException(op);
        };
    }
}
