// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import java.util.List;
import java.util.stream.Collectors;

/** {@code INSERT INTO target [(columns)] query}; no columns means all of them, in their order. */
public record Insert(ObjectName target, List<TableHint> hints, List<Identifier> columns, SqlText query)
        implements Statement {
    public Insert {
        hints = List.copyOf(hints);
        columns = List.copyOf(columns);
    }

    @Override
    public String toSql() {
        return "INSERT INTO "
                + target.toSql()
                + (hints.isEmpty()
                        ? ""
                        : hints.stream().map(TableHint::toSql).collect(Collectors.joining(", ", " /*+ ", " */")))
                + (columns.isEmpty() ? "" : " " + PrimaryKey.listSql(columns))
                + "\n"
                + query.text();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
