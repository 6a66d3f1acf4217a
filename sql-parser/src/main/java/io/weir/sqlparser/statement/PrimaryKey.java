// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code [CONSTRAINT name] PRIMARY KEY (columns) [NOT ENFORCED]}, also of one written behind its column.
 *
 * @param enforced whether Weir is to check it; not so for tables outside
 */
public record PrimaryKey(@Nullable Identifier name, List<Identifier> columns, boolean enforced, SourceSpan span) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    public String toSql() {
        return (name == null ? "" : "CONSTRAINT " + name.toSql() + " ")
                + "PRIMARY KEY "
                + listSql(columns)
                + (enforced ? "" : " NOT ENFORCED");
    }

    static String listSql(List<Identifier> names) {
        return names.stream().map(Identifier::toSql).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrimaryKey that && toSql().equals(that.toSql());
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }
}
