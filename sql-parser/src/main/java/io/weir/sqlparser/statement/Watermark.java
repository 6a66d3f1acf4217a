// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code WATERMARK FOR column AS expression}.
 *
 * @param column the column, followed by the fields within it
 */
public record Watermark(List<Identifier> column, SqlText expression, SourceSpan span) {
    public Watermark {
        column = List.copyOf(column);
    }

    public String toSql() {
        return "WATERMARK FOR "
                + column.stream().map(Identifier::toSql).collect(Collectors.joining("."))
                + " AS "
                + expression.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Watermark that && column.equals(that.column) && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }
}
