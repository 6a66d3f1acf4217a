// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.type;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's types in our words; the way back is {@code RelTypes}. */
public final class DataTypes {
    private DataTypes() {}

    /** Whether a type of Calcite's has a type of ours. */
    public static boolean isKnown(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE -> true;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, CHAR, VARCHAR, BINARY, VARBINARY -> true;
            case ARRAY -> isKnown(element(type));
            case MAP -> isKnown(Objects.requireNonNull(type.getKeyType())) && isKnown(value(type));
            case ROW -> type.getFieldList().stream().allMatch(field -> isKnown(field.getType()));
            default -> SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
        };
    }

    public static DataType of(RelDataType type) {
        return nullable(type).withNullable(type.isNullable());
    }

    private static DataType nullable(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case NULL -> DataType.ofNull();
            case BOOLEAN -> DataType.bool();
            case TINYINT -> DataType.tinyint();
            case SMALLINT -> DataType.smallint();
            case INTEGER -> DataType.integer();
            case BIGINT -> DataType.bigint();
            case REAL -> DataType.floating();
            case FLOAT, DOUBLE -> DataType.doubling();
            case DECIMAL -> decimal(type.getPrecision(), type.getScale());
            case CHAR, VARCHAR -> DataType.text(length(type));
            case BINARY, VARBINARY -> new DataType.BytesType(length(type), true);
            case DATE -> DataType.date();
            case TIME -> DataType.time(type.getPrecision());
            case TIMESTAMP -> DataType.timestamp(type.getPrecision());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> DataType.timestampLtz(type.getPrecision());
            case ARRAY -> DataType.array(of(element(type)));
            case MAP -> DataType.map(of(Objects.requireNonNull(type.getKeyType())), of(value(type)));
            case ROW -> DataType.row(fields(type));
            default -> {
                if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
                    yield DataType.intervalMonths();
                }
                if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
                    yield DataType.intervalMicros();
                }
                throw new IllegalArgumentException(type.getFullTypeString());
            }
        };
    }

    /** The columns of a row type. */
    public static Schema schema(RelDataType rowType) {
        return new Schema(fields(rowType));
    }

    /** The columns of a row type under other names. */
    public static Schema schema(RelDataType rowType, List<String> names) {
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            fields.add(new Field(names.get(field.getIndex()), of(field.getType())));
        }
        return new Schema(fields);
    }

    /** The names with a number behind those that stand for the second time, without regard to case. */
    public static List<String> distinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        List<String> result = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            for (int i = 0; !seen.add(candidate.toLowerCase(Locale.ROOT)); i++) {
                candidate = name + i;
            }
            result.add(candidate);
        }
        return result;
    }

    private static List<Field> fields(RelDataType rowType) {
        return rowType.getFieldList().stream()
                .map(field -> new Field(field.getName(), of(field.getType())))
                .toList();
    }

    private static DataType decimal(int precision, int scale) {
        int digits = Math.min(DataType.DecimalType.MAX_PRECISION, Math.max(Math.max(1, precision), scale));
        return DataType.decimal(digits, Math.min(digits, Math.max(0, scale)));
    }

    private static int length(RelDataType type) {
        return type.getPrecision() < 0 ? Integer.MAX_VALUE : type.getPrecision();
    }

    private static RelDataType element(RelDataType type) {
        return Objects.requireNonNull(type.getComponentType());
    }

    private static RelDataType value(RelDataType type) {
        return Objects.requireNonNull(type.getValueType());
    }
}
