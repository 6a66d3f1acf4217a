// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code SET} alone: the options of the session. */
public record ShowOptions() implements Statement {
    @Override
    public String toSql() {
        return "SET";
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
