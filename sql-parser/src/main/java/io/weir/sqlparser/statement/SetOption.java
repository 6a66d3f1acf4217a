// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

/** {@code SET 'key' = 'value'}. */
public record SetOption(OptionSetting setting) implements Statement {
    @Override
    public String toSql() {
        return "SET " + setting.toSql();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
