// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code DROP VIEW}. */
public record DropView(ObjectName name, boolean temporary, boolean ifExists) implements Statement {
    @Override
    public String toSql() {
        return "DROP " + (temporary ? "TEMPORARY " : "") + "VIEW " + (ifExists ? "IF EXISTS " : "") + name.toSql();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
