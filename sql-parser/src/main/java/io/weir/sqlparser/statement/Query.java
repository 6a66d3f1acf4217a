// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code SELECT}, {@code VALUES}, {@code WITH} or set operations of them. */
public record Query(SqlText text) implements Statement {
    @Override
    public String toSql() {
        return text.text();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
