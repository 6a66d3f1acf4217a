// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code DESCRIBE}: the columns of a table or view. */
public record Describe(ObjectName name) implements Statement {
    @Override
    public String toSql() {
        return "DESCRIBE " + name.toSql();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
