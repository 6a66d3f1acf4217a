// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.statement;

import io.weir.spi.error.SourceSpan;
import org.apache.calcite.sql.SqlNode;

/**
 * A query or expression within a statement. Two are equal when they are written alike.
 *
 * @param node Calcite's tree; its positions count from the begin of the statement
 * @param text the part of the statement it was parsed from
 * @param span the place of that part
 */
public record SqlText(SqlNode node, String text, SourceSpan span) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SqlText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
