// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.Schema;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;

/**
 * Our types as Avatica's protocol knows them.
 *
 * <p>Times have milliseconds there, a TIMESTAMP_LTZ is a TIMESTAMP in UTC, MAP and the intervals are text.
 */
final class AvaticaTypes {
    private static final int UNBOUNDED_SIZE = 65_536;

    private AvaticaTypes() {}

    static AvaticaType of(DataType type) {
        return switch (type.kind()) {
            case NULL -> ColumnMetaData.scalar(Types.NULL, "NULL", Rep.OBJECT);
            case BOOLEAN -> ColumnMetaData.scalar(Types.BOOLEAN, "BOOLEAN", Rep.BOOLEAN);
            case TINYINT -> ColumnMetaData.scalar(Types.TINYINT, "TINYINT", Rep.BYTE);
            case SMALLINT -> ColumnMetaData.scalar(Types.SMALLINT, "SMALLINT", Rep.SHORT);
            case INTEGER -> ColumnMetaData.scalar(Types.INTEGER, "INTEGER", Rep.INTEGER);
            case BIGINT -> ColumnMetaData.scalar(Types.BIGINT, "BIGINT", Rep.LONG);
            case FLOAT -> ColumnMetaData.scalar(Types.REAL, "REAL", Rep.FLOAT);
            case DOUBLE -> ColumnMetaData.scalar(Types.DOUBLE, "DOUBLE", Rep.DOUBLE);
            case DECIMAL -> ColumnMetaData.scalar(Types.DECIMAL, type.sql(), Rep.NUMBER);
            case VARCHAR, INTERVAL_MONTHS, INTERVAL_MICROS, MAP ->
                ColumnMetaData.scalar(Types.VARCHAR, "VARCHAR", Rep.STRING);
            case VARBINARY -> ColumnMetaData.scalar(Types.VARBINARY, "VARBINARY", Rep.BYTE_STRING);
            case DATE -> ColumnMetaData.scalar(Types.DATE, "DATE", Rep.INTEGER);
            case TIME -> ColumnMetaData.scalar(Types.TIME, type.sql(), Rep.INTEGER);
            case TIMESTAMP, TIMESTAMP_LTZ -> ColumnMetaData.scalar(Types.TIMESTAMP, type.sql(), Rep.LONG);
            case ROW -> ColumnMetaData.struct(columns(((RowType) type).fields()));
            case ARRAY -> ColumnMetaData.array(of(((ArrayType) type).element()), type.sql(), Rep.ARRAY);
        };
    }

    static List<ColumnMetaData> columns(Schema schema) {
        return columns(schema.columns());
    }

    private static List<ColumnMetaData> columns(List<Field> fields) {
        List<ColumnMetaData> columns = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            columns.add(column(i, fields.get(i).name(), fields.get(i).type()));
        }
        return columns;
    }

    private static ColumnMetaData column(int ordinal, String name, DataType type) {
        int precision = precision(type);
        AvaticaType known = of(type);
        return new ColumnMetaData(
                ordinal,
                false,
                true,
                true,
                false,
                type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                type.isNumeric(),
                precision,
                name,
                name,
                "",
                precision,
                scale(type),
                "",
                "",
                known,
                true,
                false,
                false,
                known.columnClassName());
    }

    static AvaticaParameter parameter(int index, DataType type) {
        AvaticaType known = of(type);
        return new AvaticaParameter(
                type.isNumeric(),
                precision(type),
                scale(type),
                known.id,
                known.name,
                known.columnClassName(),
                "?" + index);
    }

    static int precision(DataType type) {
        return switch (type.kind()) {
            case NULL, ROW, ARRAY -> 0;
            case BOOLEAN -> 1;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case FLOAT -> 7;
            case DOUBLE -> 15;
            case DECIMAL -> ((DecimalType) type).precision();
            case VARCHAR -> Math.min(UNBOUNDED_SIZE, ((TextType) type).maxLength());
            case VARBINARY, MAP -> UNBOUNDED_SIZE;
            case DATE -> 10;
            case TIME -> 12;
            case TIMESTAMP, TIMESTAMP_LTZ -> 23;
            case INTERVAL_MONTHS, INTERVAL_MICROS -> 40;
        };
    }

    static int scale(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal.scale();
        }
        return type instanceof TimeType time ? Math.min(3, time.precision()) : 0;
    }
}
