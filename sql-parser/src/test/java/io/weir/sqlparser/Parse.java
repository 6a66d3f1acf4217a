// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.SqlException;
import io.weir.sqlparser.statement.Statement;

/** The words that the tests of this module share. */
final class Parse {
    private Parse() {}

    static Statement statement(String sql) {
        var statements = StatementParser.parse(sql);
        assertThat(statements).as(sql).hasSize(1);
        return statements.get(0).statement();
    }

    static <T extends Statement> T as(Class<T> type, String sql) {
        return type.cast(statement(sql));
    }

    static SqlException error(String sql) {
        SqlException error = catchThrowableOfType(SqlException.class, () -> StatementParser.parse(sql));
        assertThat(error).as(sql).isNotNull();
        return error;
    }

    /** An error as {@code CODE line:column..endColumn message | hint}, the parts that matter in one line. */
    static String told(String sql) {
        SqlException error = error(sql);
        var span = error.span();
        return error.code()
                + (span == null ? "" : " %d:%d..%d".formatted(span.line(), span.column(), span.endColumn()))
                + " "
                + error.getMessage()
                + (error.hint() == null ? "" : " | " + error.hint());
    }
}
