// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A SQL data type; records compare by value.
 *
 * <p>A single value outside a vector is a Java object by {@link #kind()}: {@code Boolean}; {@code Integer} for TINYINT,
 * SMALLINT, INTEGER, DATE (epoch day) and INTERVAL_MONTHS; {@code Long} for BIGINT, TIME (microseconds of the day),
 * TIMESTAMP and TIMESTAMP_LTZ (microseconds since 1970-01-01T00:00) and INTERVAL_MICROS; {@code Float}; {@code Double};
 * {@code BigDecimal} with the type's scale; {@code String}; {@code byte[]}; {@code List} for ROW and ARRAY; {@code Map}
 * with its entries in order for MAP; {@code null} for NULL.
 */
public sealed interface DataType {
    TypeKind kind();

    boolean nullable();

    DataType withNullable(boolean nullable);

    /** How values lie in a vector. */
    Storage storage();

    /** The type as the dialect writes it, without {@code NOT NULL}. */
    String sql();

    /** The type as the dialect writes it in a column definition. */
    default String sqlWithNullability() {
        return nullable() ? sql() : sql() + " NOT NULL";
    }

    default boolean isNumeric() {
        return switch (kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            case NULL,
                    BOOLEAN,
                    VARCHAR,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> false;
        };
    }

    /** A type with no parameters: NULL, BOOLEAN, the integers, FLOAT, DOUBLE, DATE and the intervals. */
    record SimpleType(TypeKind kind, boolean nullable) implements DataType {
        public SimpleType {
            switch (kind) {
                case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE -> {}
                case INTERVAL_MONTHS, INTERVAL_MICROS -> {}
                case DECIMAL, VARCHAR, VARBINARY, TIME, TIMESTAMP, TIMESTAMP_LTZ, ROW, ARRAY, MAP ->
                    throw new IllegalArgumentException(kind + " has parameters");
            }
        }

        @Override
        public SimpleType withNullable(boolean value) {
            return value == nullable ? this : new SimpleType(kind, value);
        }

        @Override
        public Storage storage() {
            return switch (kind) {
                case NULL, BOOLEAN -> Storage.BOOLEAN;
                case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> Storage.INT;
                case BIGINT, INTERVAL_MICROS -> Storage.LONG;
                case FLOAT -> Storage.FLOAT;
                case DOUBLE -> Storage.DOUBLE;
                case DECIMAL, VARCHAR, VARBINARY, TIME, TIMESTAMP, TIMESTAMP_LTZ, ROW, ARRAY, MAP ->
                    throw new IllegalStateException(kind.name());
            };
        }

        @Override
        public String sql() {
            return switch (kind) {
                case INTEGER -> "INT";
                case INTERVAL_MONTHS -> "INTERVAL YEAR TO MONTH";
                case INTERVAL_MICROS -> "INTERVAL DAY TO SECOND";
                case NULL, BOOLEAN, TINYINT, SMALLINT, BIGINT, FLOAT, DOUBLE, DATE -> kind.name();
                case DECIMAL, VARCHAR, VARBINARY, TIME, TIMESTAMP, TIMESTAMP_LTZ, ROW, ARRAY, MAP -> kind.name();
            };
        }
    }

    /** DECIMAL of 1 to 38 digits; to 18 digits a scaled {@code long}, above two. */
    record DecimalType(int precision, int scale, boolean nullable) implements DataType {
        public static final int MAX_PRECISION = 38;
        public static final int MAX_LONG_PRECISION = 18;

        public DecimalType {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("DECIMAL(" + precision + "," + scale + ")");
            }
        }

        @Override
        public TypeKind kind() {
            return TypeKind.DECIMAL;
        }

        @Override
        public DecimalType withNullable(boolean value) {
            return value == nullable ? this : new DecimalType(precision, scale, value);
        }

        @Override
        public Storage storage() {
            return precision <= MAX_LONG_PRECISION ? Storage.LONG : Storage.INT128;
        }

        @Override
        public String sql() {
            return "DECIMAL(" + precision + ", " + scale + ")";
        }
    }

    /** Text of at most {@code maxLength} code points; CHAR columns are of this type too. */
    record TextType(int maxLength, boolean nullable) implements DataType {
        public static final int UNBOUNDED = Integer.MAX_VALUE;

        public TextType {
            if (maxLength < 0) {
                throw new IllegalArgumentException("VARCHAR(" + maxLength + ")");
            }
        }

        @Override
        public TypeKind kind() {
            return TypeKind.VARCHAR;
        }

        @Override
        public TextType withNullable(boolean value) {
            return value == nullable ? this : new TextType(maxLength, value);
        }

        @Override
        public Storage storage() {
            return Storage.BYTES;
        }

        @Override
        public String sql() {
            return maxLength == UNBOUNDED ? "STRING" : "VARCHAR(" + maxLength + ")";
        }
    }

    /** Bytes, at most {@code maxLength}. */
    record BytesType(int maxLength, boolean nullable) implements DataType {
        public static final int UNBOUNDED = Integer.MAX_VALUE;

        @Override
        public TypeKind kind() {
            return TypeKind.VARBINARY;
        }

        @Override
        public BytesType withNullable(boolean value) {
            return value == nullable ? this : new BytesType(maxLength, value);
        }

        @Override
        public Storage storage() {
            return Storage.BYTES;
        }

        @Override
        public String sql() {
            return maxLength == UNBOUNDED ? "BYTES" : "VARBINARY(" + maxLength + ")";
        }
    }

    /**
     * TIME, TIMESTAMP or TIMESTAMP_LTZ in microseconds.
     *
     * @param precision digits of the second's fraction, 0 to 6; values are cut to it when they enter
     */
    record TimeType(TypeKind kind, int precision, boolean nullable) implements DataType {
        public static final int MAX_PRECISION = 6;

        public TimeType {
            if (kind != TypeKind.TIME && kind != TypeKind.TIMESTAMP && kind != TypeKind.TIMESTAMP_LTZ) {
                throw new IllegalArgumentException(kind.name());
            }
            if (precision < 0 || precision > MAX_PRECISION) {
                throw new IllegalArgumentException(kind + "(" + precision + ")");
            }
        }

        @Override
        public TimeType withNullable(boolean value) {
            return value == nullable ? this : new TimeType(kind, precision, value);
        }

        @Override
        public Storage storage() {
            return Storage.LONG;
        }

        @Override
        public String sql() {
            return kind.name() + "(" + precision + ")";
        }
    }

    /** A named part of a ROW or a column of a schema. */
    record Field(String name, DataType type) {}

    /** A structure of named fields. */
    record RowType(List<Field> fields, boolean nullable) implements DataType {
        public RowType {
            fields = List.copyOf(fields);
        }

        @Override
        public TypeKind kind() {
            return TypeKind.ROW;
        }

        @Override
        public RowType withNullable(boolean value) {
            return value == nullable ? this : new RowType(fields, value);
        }

        @Override
        public Storage storage() {
            return Storage.ROW;
        }

        @Override
        public String sql() {
            return fields.stream()
                    .map(f ->
                            "`" + f.name().replace("`", "``") + "` " + f.type().sqlWithNullability())
                    .collect(Collectors.joining(", ", "ROW<", ">"));
        }
    }

    /** A list of elements of one type. */
    record ArrayType(DataType element, boolean nullable) implements DataType {
        @Override
        public TypeKind kind() {
            return TypeKind.ARRAY;
        }

        @Override
        public ArrayType withNullable(boolean value) {
            return value == nullable ? this : new ArrayType(element, value);
        }

        @Override
        public Storage storage() {
            return Storage.ARRAY;
        }

        @Override
        public String sql() {
            return "ARRAY<" + element.sqlWithNullability() + ">";
        }
    }

    /** Keys to values; a key stands once and is not NULL. */
    record MapType(DataType key, DataType value, boolean nullable) implements DataType {
        @Override
        public TypeKind kind() {
            return TypeKind.MAP;
        }

        @Override
        public MapType withNullable(boolean flag) {
            return flag == nullable ? this : new MapType(key, value, flag);
        }

        @Override
        public Storage storage() {
            return Storage.MAP;
        }

        @Override
        public String sql() {
            return "MAP<" + key.sqlWithNullability() + ", " + value.sqlWithNullability() + ">";
        }
    }

    static SimpleType ofNull() {
        return new SimpleType(TypeKind.NULL, true);
    }

    static SimpleType bool() {
        return new SimpleType(TypeKind.BOOLEAN, true);
    }

    static SimpleType tinyint() {
        return new SimpleType(TypeKind.TINYINT, true);
    }

    static SimpleType smallint() {
        return new SimpleType(TypeKind.SMALLINT, true);
    }

    static SimpleType integer() {
        return new SimpleType(TypeKind.INTEGER, true);
    }

    static SimpleType bigint() {
        return new SimpleType(TypeKind.BIGINT, true);
    }

    static SimpleType floating() {
        return new SimpleType(TypeKind.FLOAT, true);
    }

    static SimpleType doubling() {
        return new SimpleType(TypeKind.DOUBLE, true);
    }

    static SimpleType date() {
        return new SimpleType(TypeKind.DATE, true);
    }

    static DecimalType decimal(int precision, int scale) {
        return new DecimalType(precision, scale, true);
    }

    static TextType text() {
        return new TextType(TextType.UNBOUNDED, true);
    }

    static TextType text(int maxLength) {
        return new TextType(maxLength, true);
    }

    static BytesType bytes() {
        return new BytesType(BytesType.UNBOUNDED, true);
    }

    static TimeType time(int precision) {
        return new TimeType(TypeKind.TIME, precision, true);
    }

    static TimeType timestamp(int precision) {
        return new TimeType(TypeKind.TIMESTAMP, precision, true);
    }

    static TimeType timestampLtz(int precision) {
        return new TimeType(TypeKind.TIMESTAMP_LTZ, precision, true);
    }

    static SimpleType intervalMonths() {
        return new SimpleType(TypeKind.INTERVAL_MONTHS, true);
    }

    static SimpleType intervalMicros() {
        return new SimpleType(TypeKind.INTERVAL_MICROS, true);
    }

    static RowType row(List<Field> fields) {
        return new RowType(fields, true);
    }

    static ArrayType array(DataType element) {
        return new ArrayType(element, true);
    }

    static MapType map(DataType key, DataType value) {
        return new MapType(key.withNullable(false), value, true);
    }

    /** Whether two types are the same but for NULL. */
    static boolean sameIgnoringNull(DataType a, DataType b) {
        return a.withNullable(true).equals(b.withNullable(true));
    }

    /** The name used in errors and metrics, such as {@code bigint}. */
    default String plainName() {
        return sql().toLowerCase(Locale.ROOT);
    }
}
