// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import org.jspecify.annotations.Nullable;

/** {@code SHOW TABLES}, {@code VIEWS}, {@code JOBS} or {@code FUNCTIONS}, all or those whose names are LIKE a pattern. */
public record ShowObjects(Kind kind, @Nullable String pattern, boolean negated) implements Statement {
    /** What is listed. */
    public enum Kind {
        TABLES,
        VIEWS,
        JOBS,
        FUNCTIONS
    }

    @Override
    public String toSql() {
        return "SHOW "
                + kind
                + (pattern == null ? "" : (negated ? " NOT" : "") + " LIKE " + OptionSetting.quote(pattern));
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
