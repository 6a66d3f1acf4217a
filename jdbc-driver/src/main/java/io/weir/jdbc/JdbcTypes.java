// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What SQL types are in JDBC: numbers of {@link Types}, names, sizes and classes. */
final class JdbcTypes {
    private JdbcTypes() {}

    static int number(DataType type) {
        return switch (type.kind()) {
            case NULL -> Types.NULL;
            case BOOLEAN -> Types.BOOLEAN;
            case TINYINT -> Types.TINYINT;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case FLOAT -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_LTZ -> Types.TIMESTAMP_WITH_TIMEZONE;
            case INTERVAL_MONTHS, INTERVAL_MICROS -> Types.OTHER;
            case ROW -> Types.STRUCT;
            case ARRAY -> Types.ARRAY;
            case MAP -> Types.JAVA_OBJECT;
        };
    }

    /** The class that {@code getObject} gives. */
    static String className(DataType type) {
        return switch (type.kind()) {
            case NULL -> "java.lang.Object";
            case BOOLEAN -> "java.lang.Boolean";
            case TINYINT, SMALLINT, INTEGER -> "java.lang.Integer";
            case BIGINT -> "java.lang.Long";
            case FLOAT -> "java.lang.Float";
            case DOUBLE -> "java.lang.Double";
            case DECIMAL -> "java.math.BigDecimal";
            case VARCHAR -> "java.lang.String";
            case VARBINARY -> "[B";
            case DATE -> "java.sql.Date";
            case TIME -> "java.sql.Time";
            case TIMESTAMP -> "java.sql.Timestamp";
            case TIMESTAMP_LTZ -> "java.time.OffsetDateTime";
            case INTERVAL_MONTHS -> "java.time.Period";
            case INTERVAL_MICROS -> "java.time.Duration";
            case ROW -> "java.sql.Struct";
            case ARRAY -> "java.sql.Array";
            case MAP -> "java.util.Map";
        };
    }

    static int precision(DataType type) {
        return switch (type.kind()) {
            case NULL, ROW, ARRAY, MAP -> 0;
            case BOOLEAN -> 1;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case FLOAT -> 7;
            case DOUBLE -> 15;
            case DECIMAL -> ((DecimalType) type).precision();
            case VARCHAR -> ((TextType) type).maxLength();
            case VARBINARY -> ((BytesType) type).maxLength();
            case DATE -> 10;
            case TIME -> fraction(8, type);
            case TIMESTAMP -> fraction(19, type);
            case TIMESTAMP_LTZ -> fraction(25, type);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> 10;
        };
    }

    private static int fraction(int whole, DataType type) {
        int digits = ((TimeType) type).precision();
        return digits == 0 ? whole : whole + 1 + digits;
    }

    static int scale(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal.scale();
        }
        return type instanceof TimeType time ? time.precision() : 0;
    }

    static int displaySize(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 5;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> precision(type) + 1;
            case FLOAT -> 15;
            case DOUBLE -> 25;
            case DECIMAL -> precision(type) + 3;
            case VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> precision(type);
            case NULL -> 4;
            case INTERVAL_MONTHS, INTERVAL_MICROS -> 30;
            case ROW, ARRAY, MAP -> Integer.MAX_VALUE;
        };
    }

    static boolean isSigned(DataType type) {
        return type.isNumeric() || type.kind() == TypeKind.INTERVAL_MONTHS || type.kind() == TypeKind.INTERVAL_MICROS;
    }

    /** Bytes that a text or bytes may have; null for other types. */
    static @Nullable Integer octets(DataType type) {
        return switch (type.kind()) {
            case VARCHAR -> (int) Math.min(Integer.MAX_VALUE, 4L * precision(type));
            case VARBINARY -> precision(type);
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> null;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP -> null;
        };
    }
}
