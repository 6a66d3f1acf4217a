// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code SHOW CREATE TABLE} or {@code VIEW}. */
public record ShowCreate(Kind kind, ObjectName name) implements Statement {
    /** What is printed. */
    public enum Kind {
        TABLE,
        VIEW
    }

    @Override
    public String toSql() {
        return "SHOW CREATE " + kind + " " + name.toSql();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
