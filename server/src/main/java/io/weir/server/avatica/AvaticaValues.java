// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** Values between the objects of our types and those that Avatica's protocol carries. */
final class AvaticaValues {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private AvaticaValues() {}

    // ---- results

    static List<Object> rows(Batch batch, Schema schema) {
        List<Object> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(schema.size());
            for (int c = 0; c < schema.size(); c++) {
                DataType type = schema.type(c);
                row.add(toWire(Vectors.value(batch.column(c), type, batch.row(i)), type));
            }
            rows.add(row);
        }
        return rows;
    }

    static @Nullable Object toWire(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case NULL, BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR, VARBINARY, DATE -> value;
            case TINYINT -> ((Integer) value).byteValue();
            case SMALLINT -> ((Integer) value).shortValue();
            case TIME -> (int) ((Long) value / 1000);
            case TIMESTAMP, TIMESTAMP_LTZ -> Math.floorDiv((Long) value, 1000L);
            case INTERVAL_MONTHS, INTERVAL_MICROS, MAP -> text(value, type);
            case ARRAY -> list((List<?>) value, i -> ((ArrayType) type).element());
            case ROW ->
                list((List<?>) value, i -> ((RowType) type).fields().get(i).type());
        };
    }

    /** The type of a member. */
    private interface Types {
        DataType of(int index);
    }

    private static List<@Nullable Object> list(List<?> values, Types types) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            list.add(toWire(values.get(i), types.of(i)));
        }
        return list;
    }

    private static String text(@Nullable Object value, DataType type) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case INTERVAL_MONTHS ->
                Period.ofMonths((Integer) value).normalized().toString();
            case INTERVAL_MICROS ->
                Duration.ofSeconds(
                                Math.floorDiv((Long) value, MICROS_PER_SECOND),
                                Math.floorMod((Long) value, MICROS_PER_SECOND) * 1000)
                        .toString();
            case DATE -> DateTimeText.date((Integer) value);
            case TIME -> DateTimeText.time((Long) value, AvaticaTypes.scale(type));
            case TIMESTAMP, TIMESTAMP_LTZ -> DateTimeText.timestamp((Long) value, AvaticaTypes.scale(type));
            case MAP -> {
                StringBuilder text = new StringBuilder("{");
                ((Map<?, ?>) value)
                        .forEach((k, v) -> text.append(text.length() > 1 ? ", " : "")
                                .append(text(k, ((MapType) type).key()))
                                .append('=')
                                .append(text(v, ((MapType) type).value())));
                yield text.append('}').toString();
            }
            default -> value.toString();
        };
    }

    // ---- parameters

    static List<@Nullable Object> parameters(@Nullable List<TypedValue> values, List<DataType> types) {
        List<@Nullable Object> parameters = new ArrayList<>(types.size());
        for (int i = 0; values != null && i < Math.min(values.size(), types.size()); i++) {
            TypedValue value = values.get(i);
            parameters.add(value == null || value.value == null ? null : fromWire(value, types.get(i)));
        }
        return parameters;
    }

    private static Object fromWire(TypedValue typed, DataType type) {
        Object value = typed.value;
        try {
            return switch (type.kind()) {
                case NULL, VARCHAR -> value.toString();
                case BOOLEAN -> value instanceof Boolean b ? b : Boolean.valueOf(value.toString());
                case TINYINT -> Math.toIntExact(whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
                case SMALLINT -> Math.toIntExact(whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
                case INTEGER -> Math.toIntExact(whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case FLOAT -> value instanceof Number n ? n.floatValue() : Float.parseFloat(value.toString());
                case DOUBLE -> value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
                case DECIMAL -> decimal(value, (DecimalType) type);
                case VARBINARY ->
                    value instanceof byte[] b ? b : Base64.getDecoder().decode(value.toString());
                case DATE ->
                    value instanceof Number n
                            ? n.intValue()
                            : (int) java.time.LocalDate.parse(value.toString()).toEpochDay();
                case TIME ->
                    value instanceof Number n
                            ? n.longValue() * 1000
                            : java.time.LocalTime.parse(value.toString()).toNanoOfDay() / 1000;
                case TIMESTAMP, TIMESTAMP_LTZ -> micros(value);
                case ARRAY -> elements(value, ((ArrayType) type).element());
                case INTERVAL_MONTHS, INTERVAL_MICROS, ROW, MAP -> throw new ClassCastException();
            };
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException | java.time.DateTimeException e) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "a value of %s cannot be that of a parameter of type %s",
                            typed.type == null ? Rep.OBJECT : typed.type, type.plainName())
                    .causedBy(e)
                    .toException();
        }
    }

    private static long whole(Object value, long min, long max) {
        long whole = value instanceof Long || value instanceof Integer
                ? ((Number) value).longValue()
                : number(value).longValueExact();
        if (whole < min || whole > max) {
            throw new ArithmeticException();
        }
        return whole;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal d) {
            return d;
        } else if (value instanceof BigInteger i) {
            return new BigDecimal(i);
        } else if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue());
        }
        return value instanceof Number n ? BigDecimal.valueOf(n.longValue()) : new BigDecimal(value.toString());
    }

    private static BigDecimal decimal(Object value, DecimalType type) {
        BigDecimal number = number(value);
        if (Math.abs((long) number.scale()) > 1000 || number.precision() > 1000) {
            throw new ArithmeticException();
        }
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private static long micros(Object value) {
        if (value instanceof Number n) {
            return Math.multiplyExact(n.longValue(), 1000L);
        }
        java.time.LocalDateTime time =
                java.time.LocalDateTime.parse(value.toString().trim().replace(' ', 'T'));
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(java.time.ZoneOffset.UTC), MICROS_PER_SECOND),
                time.getNano() / 1000);
    }

    private static List<@Nullable Object> elements(Object value, DataType type) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object each : (List<?>) value) {
            elements.add(each == null ? null : fromWire(TypedValue.ofLocal(Rep.OBJECT, each), type));
        }
        return elements;
    }
}
