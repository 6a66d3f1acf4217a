// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import org.jspecify.annotations.Nullable;

/**
 * Makes JDBC exceptions of our errors: SQLSTATE and number stay, the text is what a person sees, and the class is the one that
 * JDBC has for the first two letters of the SQLSTATE.
 */
final class SqlErrors {
    private SqlErrors() {}

    static SQLException translate(SqlException error, @Nullable String sql) {
        String text = error.render(sql);
        String state = error.code().sqlState();
        int number = error.code().number();
        if (error.code() == ErrorCode.TIMED_OUT) {
            return new SQLTimeoutException(text, state, number, error);
        }
        return switch (state.substring(0, 2)) {
            case "0A" -> new SQLFeatureNotSupportedException(text, state, number, error);
            case "08" -> new SQLNonTransientConnectionException(text, state, number, error);
            case "22" -> new SQLDataException(text, state, number, error);
            case "23" -> new SQLIntegrityConstraintViolationException(text, state, number, error);
            case "28" -> new SQLInvalidAuthorizationSpecException(text, state, number, error);
            case "40" -> new SQLTransactionRollbackException(text, state, number, error);
            case "42" -> new SQLSyntaxErrorException(text, state, number, error);
            default -> new SQLException(text, state, number, error);
        };
    }

    static SQLException of(ErrorCode code, String format, @Nullable Object... args) {
        return translate(SqlException.report(code).says(format, args).toException(), null);
    }

    static SQLException unsupported(String what) {
        return of(ErrorCode.NOT_SUPPORTED, "%s is not supported", what);
    }

    static int notNegative(int value, String what) throws SQLException {
        return (int) notNegative((long) value, what);
    }

    static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw of(ErrorCode.CALL_ARGUMENT, "%s %d is less than 0", what, value);
        }
        return value;
    }

    static <T> T unwrap(Object object, @Nullable Class<T> wanted) throws SQLException {
        if (wanted != null && wanted.isInstance(object)) {
            return wanted.cast(object);
        }
        throw of(ErrorCode.CALL_ARGUMENT, "this object wraps no %s", wanted == null ? "null" : wanted.getSimpleName());
    }
}
