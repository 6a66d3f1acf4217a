// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.statement.Statement;

/**
 * A statement of a script.
 *
 * @param statement what it says; places in it count from the begin of {@code text}
 * @param text the statement as written, from its first word to its last, without the semicolon
 * @param span its place in the script
 */
public record ParsedStatement(Statement statement, String text, SourceSpan span) {
    /** An error whose place counts from the begin of this statement, with its place in the script. */
    public SqlException inScript(SqlException error) {
        SourceSpan place = error.span();
        return place == null ? error : error.at(place.within(span.line(), span.column()));
    }
}
