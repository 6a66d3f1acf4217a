// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes JDBC exceptions of our errors; SQLSTATE and number stay, the text is what a person sees. */
final class SqlErrors {
    private SqlErrors() {}

    static SQLException translate(SqlException error, @Nullable String sql) {
        String text = error.render(sql);
        String state = error.code().sqlState();
        int number = error.code().number();
        SQLException translated = switch (error.code()) {
            case TIMED_OUT -> new SQLTimeoutException(text, state, number);
            case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(text, state, number);
            default -> new SQLException(text, state, number);
        };
        translated.initCause(error);
        return translated;
    }

    static SQLException of(ErrorCode code, String format, @Nullable Object... args) {
        return translate(SqlException.report(code).says(format, args).toException(), null);
    }

    static SQLException unsupported(String what) {
        return of(ErrorCode.NOT_SUPPORTED, "%s is not supported", what);
    }
}
