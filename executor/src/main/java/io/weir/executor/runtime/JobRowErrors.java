// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.kernel.RowErrors;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import org.jspecify.annotations.Nullable;

/** Lets rows whose expression fails be dropped, or fails the job, as its settings say. */
final class JobRowErrors implements RowErrors {
    private final boolean drop;

    JobRowErrors(boolean drop) {
        this.drop = drop;
    }

    @Override
    public void report(Batch batch, int row, ErrorCode code, @Nullable SourceSpan span) {
        if (!drop) {
            throw SqlException.report(code).says("%s", text(code)).at(span).toException();
        }
    }

    private static String text(ErrorCode code) {
        return switch (code) {
            case NUMERIC_OUT_OF_RANGE -> "numeric value out of range";
            case DIVISION_BY_ZERO -> "division by zero";
            case INVALID_CAST -> "value cannot be cast";
            case DATETIME_OUT_OF_RANGE -> "date or time out of range";
            case DATETIME_FORMAT -> "text is not a date or time of that format";
            case INVALID_ARGUMENT -> "argument out of range";
            case NULL_NOT_ALLOWED -> "NULL is not allowed here";
            case TEXT_TOO_LONG -> "text is too long";
            case INVALID_REGEX -> "pattern is not a regular expression";
            case ARRAY_INDEX -> "array index out of range";
            case SUBSTRING -> "negative length of a substring";
            default -> "expression failed";
        };
    }
}
