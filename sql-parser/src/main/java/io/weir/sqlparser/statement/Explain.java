// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code EXPLAIN}: the plan of a query, an INSERT or a set of them. */
public record Explain(Format format, Statement statement) implements Statement {
    /** How the plan is printed. */
    public enum Format {
        TEXT,
        JSON
    }

    @Override
    public String toSql() {
        return "EXPLAIN " + (format == Format.JSON ? "(FORMAT JSON) " : "") + statement.toSql();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
