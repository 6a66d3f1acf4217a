// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser.grammar;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes types of what is written, with Flink's defaults, and refuses those that Weir does not have. */
final class TypeActions {
    /** A precision or length that is left out. */
    static final int NOT_GIVEN = -1;

    /** The words behind TIME and TIMESTAMP. */
    enum Zone {
        /** Nothing, or WITHOUT TIME ZONE. */
        NONE,
        /** WITH LOCAL TIME ZONE. */
        LOCAL,
        /** WITH TIME ZONE. */
        STORED
    }

    private static final int DEFAULT_DECIMAL_PRECISION = 10;
    private static final int DEFAULT_TIME_PRECISION = 0;
    private static final int DEFAULT_TIMESTAMP_PRECISION = 6;

    private static final List<String> NAMES = List.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INT",
            "INTEGER",
            "BIGINT",
            "FLOAT",
            "REAL",
            "DOUBLE",
            "DECIMAL",
            "NUMERIC",
            "CHAR",
            "VARCHAR",
            "STRING",
            "BINARY",
            "VARBINARY",
            "BYTES",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP_LTZ",
            "ROW",
            "ARRAY",
            "MAP");

    /** Names of other databases, with ours. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("BOOL", "BOOLEAN"),
            Map.entry("INT2", "SMALLINT"),
            Map.entry("INT4", "INT"),
            Map.entry("INT8", "BIGINT"),
            Map.entry("LONG", "BIGINT"),
            Map.entry("SHORT", "SMALLINT"),
            Map.entry("BYTE", "TINYINT"),
            Map.entry("FLOAT4", "FLOAT"),
            Map.entry("FLOAT8", "DOUBLE"),
            Map.entry("NUMBER", "DECIMAL"),
            Map.entry("TEXT", "STRING"),
            Map.entry("CLOB", "STRING"),
            Map.entry("VARCHAR2", "VARCHAR"),
            Map.entry("BLOB", "BYTES"),
            Map.entry("BYTEA", "BYTES"),
            Map.entry("DATETIME", "TIMESTAMP"),
            Map.entry("TIMESTAMPTZ", "TIMESTAMP_LTZ"),
            Map.entry("TIMESTAMP_TZ", "TIMESTAMP_LTZ"),
            Map.entry("STRUCT", "ROW"));

    private TypeActions() {}

    static DataType decimal(int precision, int scale, SourceSpan span) {
        int digits = precision == NOT_GIVEN ? DEFAULT_DECIMAL_PRECISION : precision;
        if (digits < 1 || digits > DecimalType.MAX_PRECISION) {
            throw invalid("the precision of DECIMAL must be from 1 to " + DecimalType.MAX_PRECISION, span);
        }
        if (scale < 0 || scale > digits) {
            throw invalid("the scale of DECIMAL must be from 0 to its precision", span);
        }
        return DataType.decimal(digits, scale);
    }

    /** CHAR is stored as VARCHAR; without a length it is CHAR(1), while VARCHAR has no limit then. */
    static DataType text(int length, boolean varying, SourceSpan span) {
        int limit = length == NOT_GIVEN ? (varying ? DataType.TextType.UNBOUNDED : 1) : length;
        if (limit < 1) {
            throw invalid("the length of a text type must be at least 1", span);
        }
        return DataType.text(limit);
    }

    static DataType bytes(int length, boolean varying, SourceSpan span) {
        int limit = length == NOT_GIVEN ? (varying ? DataType.BytesType.UNBOUNDED : 1) : length;
        if (limit < 1) {
            throw invalid("the length of a binary type must be at least 1", span);
        }
        return new DataType.BytesType(limit, true);
    }

    static DataType time(int precision, Zone zone, SourceSpan span) {
        if (zone != Zone.NONE) {
            throw GrammarActions.notSupported("TIME with a time zone", "TIME has none.", span);
        }
        return DataType.time(fraction("TIME", precision, DEFAULT_TIME_PRECISION, span));
    }

    static DataType timestamp(int precision, Zone zone, SourceSpan span) {
        int digits = fraction("TIMESTAMP", precision, DEFAULT_TIMESTAMP_PRECISION, span);
        return switch (zone) {
            case NONE -> DataType.timestamp(digits);
            case LOCAL -> DataType.timestampLtz(digits);
            case STORED ->
                throw GrammarActions.notSupported(
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP_LTZ is an instant, shown in the session's time zone.",
                        span);
        };
    }

    private static int fraction(String type, int precision, int otherwise, SourceSpan span) {
        if (precision > TimeType.MAX_PRECISION) {
            throw SqlException.report(ErrorCode.INVALID_TYPE)
                    .says("the precision of %s must be from 0 to %d", type, TimeType.MAX_PRECISION)
                    .at(span)
                    .detail("Times are kept in microseconds.")
                    .hint("Write %s(%d).", type, TimeType.MAX_PRECISION)
                    .toException();
        }
        return precision == NOT_GIVEN ? otherwise : precision;
    }

    static SqlException unknown(String name, SourceSpan span) {
        String known = OTHER_NAMES.get(name.toUpperCase(Locale.ROOT));
        return SqlException.report(ErrorCode.INVALID_TYPE)
                .says("type \"%s\" does not exist", name)
                .at(span)
                .hint(
                        known == null
                                ? Nearest.hint(name, NAMES, "The types are " + String.join(", ", NAMES) + ".")
                                : "The same type is called " + known + " here.")
                .toException();
    }

    private static SqlException invalid(String message, SourceSpan span) {
        return SqlException.report(ErrorCode.INVALID_TYPE)
                .says(message)
                .at(span)
                .toException();
    }
}
