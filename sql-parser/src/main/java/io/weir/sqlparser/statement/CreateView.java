// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE VIEW}.
 *
 * @param columns names for the query's columns; empty when the query names them
 */
public record CreateView(
        ObjectName name,
        boolean replace,
        boolean temporary,
        boolean ifNotExists,
        List<Identifier> columns,
        @Nullable String comment,
        SqlText query)
        implements Statement {
    public CreateView {
        columns = List.copyOf(columns);
    }

    /** The statement in its plain form, which parses to an equal one; the query stands in it as it was written. */
    @Override
    public String toSql() {
        return "CREATE "
                + (replace ? "OR REPLACE " : "")
                + (temporary ? "TEMPORARY " : "")
                + "VIEW "
                + (ifNotExists ? "IF NOT EXISTS " : "")
                + name.toSql()
                + (columns.isEmpty() ? "" : " " + PrimaryKey.listSql(columns))
                + (comment == null ? "" : "\nCOMMENT " + OptionSetting.quote(comment))
                + "\nAS "
                + query.text();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
