// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The name of a table, view or the like, with the schema it was qualified by. */
public record ObjectName(List<Identifier> parts) {
    public ObjectName {
        parts = List.copyOf(parts);
    }

    /** The last part. */
    public String name() {
        return parts.get(parts.size() - 1).name();
    }

    public SourceSpan span() {
        SourceSpan first = parts.get(0).span();
        SourceSpan last = parts.get(parts.size() - 1).span();
        return new SourceSpan(first.line(), first.column(), last.endLine(), last.endColumn());
    }

    public String toSql() {
        return parts.stream().map(Identifier::toSql).collect(Collectors.joining("."));
    }

    public SqlIdentifier toSqlIdentifier() {
        List<SqlParserPos> places =
                parts.stream().map(part -> position(part.span())).toList();
        return new SqlIdentifier(parts.stream().map(Identifier::name).toList(), null, SqlParserPos.sum(places), places);
    }

    private static SqlParserPos position(SourceSpan span) {
        return new SqlParserPos(span.line(), span.column(), span.endLine(), span.endColumn());
    }

    @Override
    public String toString() {
        return parts.stream().map(Identifier::name).collect(Collectors.joining("."));
    }
}
