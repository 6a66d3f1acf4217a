// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.Schema;
import io.weir.spi.wire.WireInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Types and values of Avatica's protocol as ours. */
final class AvaticaRows {
    private AvaticaRows() {}

    static Schema schema(List<ColumnMetaData> columns) {
        List<Field> fields = new ArrayList<>(columns.size());
        for (ColumnMetaData column : columns) {
            DataType type = type(column.type, column.precision, column.scale);
            fields.add(new Field(
                    column.label == null ? column.columnName : column.label,
                    type.withNullable(column.nullable != DatabaseMetaData.columnNoNulls)));
        }
        return new Schema(fields);
    }

    static DataType parameter(AvaticaParameter parameter) {
        return scalar(parameter.parameterType, parameter.precision, parameter.scale);
    }

    private static DataType type(ColumnMetaData.AvaticaType type, int precision, int scale) {
        if (type instanceof ColumnMetaData.ArrayType array) {
            return DataType.array(type(array.getComponent(), 38, 0));
        } else if (type instanceof ColumnMetaData.StructType struct) {
            return DataType.row(schema(struct.columns).columns());
        }
        return scalar(type.id, precision, scale);
    }

    private static DataType scalar(int type, int precision, int scale) {
        return switch (type) {
            case Types.NULL -> DataType.ofNull();
            case Types.BOOLEAN, Types.BIT -> DataType.bool();
            case Types.TINYINT -> DataType.tinyint();
            case Types.SMALLINT -> DataType.smallint();
            case Types.INTEGER -> DataType.integer();
            case Types.BIGINT -> DataType.bigint();
            case Types.REAL -> DataType.floating();
            case Types.FLOAT, Types.DOUBLE -> DataType.doubling();
            case Types.DECIMAL, Types.NUMERIC -> {
                int digits = precision < 1 ? DecimalType.MAX_PRECISION : Math.min(DecimalType.MAX_PRECISION, precision);
                yield DataType.decimal(digits, Math.max(0, Math.min(digits, scale)));
            }
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> DataType.bytes();
            case Types.DATE -> DataType.date();
            case Types.TIME -> DataType.time(3);
            case Types.TIMESTAMP -> DataType.timestamp(3);
            default -> DataType.text();
        };
    }

    /** A row as the objects of its types. */
    static List<@Nullable Object> row(Object row, Schema schema) {
        List<?> values = row instanceof Object[] array ? Arrays.asList(array) : (List<?>) row;
        List<@Nullable Object> converted = new ArrayList<>(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            converted.add(value(values.get(i), schema.type(i)));
        }
        return converted;
    }

    private static @Nullable Object value(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case NULL -> null;
            case BOOLEAN -> value;
            case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> ((Number) value).intValue();
            case BIGINT, INTERVAL_MICROS -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL ->
                (value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString()))
                        .setScale(((DecimalType) type).scale(), RoundingMode.HALF_UP);
            case VARCHAR -> value.toString();
            case VARBINARY -> value instanceof ByteString bytes ? bytes.getBytes() : value;
            case TIME, TIMESTAMP, TIMESTAMP_LTZ -> ((Number) value).longValue() * 1000;
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) value).forEach(each -> list.add(value(each, ((ArrayType) type).element())));
                yield list;
            }
            case ROW -> row(value, new Schema(((RowType) type).fields()));
            case MAP -> Map.of();
        };
    }

    /** A parameter's value as the protocol carries it. */
    static TypedValue typed(@Nullable Object value, DataType type) {
        if (value == null) {
            return TypedValue.EXPLICIT_NULL;
        }
        return switch (type.kind()) {
            case BOOLEAN -> TypedValue.ofLocal(Rep.BOOLEAN, value);
            case TINYINT -> TypedValue.ofLocal(Rep.BYTE, ((Number) value).byteValue());
            case SMALLINT -> TypedValue.ofLocal(Rep.SHORT, ((Number) value).shortValue());
            case INTEGER, INTERVAL_MONTHS -> TypedValue.ofLocal(Rep.INTEGER, value);
            case BIGINT, INTERVAL_MICROS -> TypedValue.ofLocal(Rep.LONG, value);
            case FLOAT -> TypedValue.ofLocal(Rep.FLOAT, value);
            case DOUBLE -> TypedValue.ofLocal(Rep.DOUBLE, value);
            case DECIMAL -> TypedValue.ofLocal(Rep.NUMBER, value);
            case VARBINARY -> TypedValue.ofLocal(Rep.BYTE_STRING, new ByteString((byte[]) value));
            case DATE -> TypedValue.ofLocal(Rep.JAVA_SQL_DATE, value);
            case TIME -> TypedValue.ofLocal(Rep.JAVA_SQL_TIME, (int) ((Long) value / 1000));
            case TIMESTAMP, TIMESTAMP_LTZ ->
                TypedValue.ofLocal(Rep.JAVA_SQL_TIMESTAMP, Math.floorDiv((Long) value, 1000L));
            case NULL, VARCHAR, ROW, ARRAY, MAP -> TypedValue.ofLocal(Rep.STRING, value.toString());
        };
    }

    static SqlException broken() {
        return WireInput.broken("a value is not of its column's type");
    }
}
