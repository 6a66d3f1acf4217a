// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import org.jspecify.annotations.Nullable;

/** RESET of one option, or of all when the key is null. */
public record ResetOption(OptionSetting.@Nullable Key key) implements Statement {
    @Override
    public String toSql() {
        return key == null ? "RESET" : "RESET " + OptionSetting.quote(key.name());
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
