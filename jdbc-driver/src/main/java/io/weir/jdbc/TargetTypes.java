// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What {@code setObject} with a JDBC type means: the value goes to that type first, then to the parameter's. */
final class TargetTypes {
    private TargetTypes() {}

    static int number(@Nullable SQLType type) throws SQLException {
        if (type == null || type.getVendorTypeNumber() == null) {
            throw SqlErrors.unsupported("this type of a parameter");
        }
        return type.getVendorTypeNumber();
    }

    /** Dates, times and nested values stay as they are, since their parameter takes the same classes. */
    static @Nullable Object to(@Nullable Object value, int targetSqlType) throws SQLException {
        if (value == null) {
            return null;
        }
        try {
            return switch (targetSqlType) {
                case Types.BIT, Types.BOOLEAN -> ParameterValues.toEngine(value, DataType.bool());
                case Types.TINYINT -> ParameterValues.toEngine(value, DataType.tinyint());
                case Types.SMALLINT -> ParameterValues.toEngine(value, DataType.smallint());
                case Types.INTEGER -> ParameterValues.toEngine(value, DataType.integer());
                case Types.BIGINT -> ParameterValues.toEngine(value, DataType.bigint());
                case Types.REAL -> ParameterValues.toEngine(value, DataType.floating());
                case Types.FLOAT, Types.DOUBLE -> ParameterValues.toEngine(value, DataType.doubling());
                case Types.DECIMAL, Types.NUMERIC -> toDecimal(value);
                case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                    toText(value);
                case Types.REF, Types.ROWID, Types.SQLXML, Types.DATALINK, Types.DISTINCT, Types.REF_CURSOR ->
                    throw SqlErrors.unsupported("a parameter of this JDBC type");
                default -> value;
            };
        } catch (SqlException e) {
            throw SqlErrors.translate(e, null);
        }
    }

    private static BigDecimal toDecimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        } else if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        Object engine = ParameterValues.toEngine(value, DataType.decimal(38, 18));
        return ((BigDecimal) engine).stripTrailingZeros();
    }

    /** Texts of dates and times are those that SQL writes. */
    private static Object toText(Object value) {
        boolean stream = value instanceof java.io.Reader || value instanceof java.sql.Clob;
        return stream ? value : ParameterValues.toEngine(value, DataType.text());
    }
}
