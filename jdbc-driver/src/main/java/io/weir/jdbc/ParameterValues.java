// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values given as parameters into the engine's Java objects (see {@link DataType}). */
final class ParameterValues {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private ParameterValues() {}

    /** A value as the engine wants it; an error names the two types. */
    static Object toEngine(Object value, DataType type) {
        try {
            return switch (type.kind()) {
                case NULL -> value.toString();
                case BOOLEAN -> toBoolean(value);
                case TINYINT -> (int) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case SMALLINT -> (int) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
                case INTEGER -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case FLOAT -> toFloat(value);
                case DOUBLE ->
                    value instanceof Number n
                            ? n.doubleValue()
                            : value instanceof Boolean ? decimal(value).doubleValue() : Double.parseDouble(text(value));
                case DECIMAL -> toDecimal(value, (DecimalType) type);
                case VARCHAR -> text(value);
                case VARBINARY -> ((byte[]) value).clone();
                case DATE -> (int) inRange(date(value)).toEpochDay();
                case TIME -> DateTimeText.cut(time(value).toNanoOfDay() / 1000, ((TimeType) type).precision());
                case TIMESTAMP -> cut(dateTime(value), type);
                case TIMESTAMP_LTZ -> cut(LocalDateTime.ofInstant(instant(value), java.time.ZoneOffset.UTC), type);
                case INTERVAL_MONTHS -> months(value);
                case INTERVAL_MICROS -> micros(value);
                case ROW -> toRow(value, (RowType) type);
                case ARRAY -> toArray(value, (ArrayType) type);
                case MAP -> toMap((Map<?, ?>) value, (MapType) type);
            };
        } catch (ClassCastException
                | ArithmeticException
                | NumberFormatException
                | DateTimeException
                | SQLException e) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "a %s cannot be the value of a parameter of type %s",
                            value.getClass().getSimpleName(), type.plainName())
                    .causedBy(e)
                    .toException();
        }
    }

    static @Nullable Object orNull(@Nullable Object value, DataType type) {
        return value == null ? null : toEngine(value, type);
    }

    private static Boolean toBoolean(Object value) {
        if (value instanceof Boolean b) {
            return b;
        } else if (value instanceof Number n) {
            return decimal(n).signum() != 0;
        }
        return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw new ClassCastException();
        };
    }

    private static Float toFloat(Object value) {
        if (value instanceof Float f) {
            return f;
        } else if (value instanceof Double d) {
            return d.floatValue();
        }
        return value instanceof Number || value instanceof Boolean
                ? decimal(value).floatValue()
                : Float.parseFloat(text(value));
    }

    private static String text(Object value) {
        boolean nested = value.getClass().isArray()
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Array
                || value instanceof Struct;
        if (nested) {
            throw new ClassCastException();
        }
        return value instanceof BigDecimal d ? d.toPlainString() : value.toString();
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal d) {
            return d;
        } else if (value instanceof BigInteger i) {
            return new BigDecimal(i);
        } else if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(value.toString());
        } else if (value instanceof Boolean b) {
            return b ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof Number n
                ? BigDecimal.valueOf(n.longValue())
                : new BigDecimal(text(value).trim());
    }

    private static long whole(Object value, long min, long max) {
        long whole = value instanceof Long || value instanceof Integer
                ? ((Number) value).longValue()
                : decimal(value).longValueExact();
        if (whole < min || whole > max) {
            throw new ArithmeticException();
        }
        return whole;
    }

    private static BigDecimal toDecimal(Object value, DecimalType type) {
        BigDecimal number = decimal(value);
        if (number.precision() - (long) number.scale() > DecimalType.MAX_PRECISION) {
            throw new ArithmeticException();
        }
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private static LocalDate inRange(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new DateTimeException("outside the years 1 to 9999");
        }
        return date;
    }

    private static Long cut(LocalDateTime time, DataType type) {
        inRange(time.toLocalDate());
        return DateTimeText.cut(JdbcValues.micros(time), ((TimeType) type).precision());
    }

    private static LocalDate date(Object value) {
        if (value instanceof Date d) {
            return d.toLocalDate();
        } else if (value instanceof LocalDateTime t) {
            return t.toLocalDate();
        } else if (value instanceof java.util.Date || value instanceof Calendar) {
            return dateTime(value).toLocalDate();
        }
        return value instanceof LocalDate d ? d : LocalDate.parse(text(value).trim());
    }

    private static LocalTime time(Object value) {
        if (value instanceof Time t) {
            return t.toLocalTime().withNano((int) Math.floorMod(t.getTime(), 1000L) * 1_000_000);
        } else if (value instanceof LocalDateTime t) {
            return t.toLocalTime();
        } else if (value instanceof Timestamp t) {
            return t.toLocalDateTime().toLocalTime();
        }
        return value instanceof LocalTime t ? t : LocalTime.parse(text(value).trim());
    }

    private static LocalDateTime dateTime(Object value) {
        if (value instanceof Timestamp t) {
            return t.toLocalDateTime();
        } else if (value instanceof LocalDate d) {
            return d.atStartOfDay();
        } else if (value instanceof Date d) {
            return d.toLocalDate().atStartOfDay();
        } else if (value instanceof Time) {
            throw new ClassCastException();
        } else if (value instanceof java.util.Date d) {
            return new Timestamp(d.getTime()).toLocalDateTime();
        } else if (value instanceof Calendar c) {
            return LocalDateTime.ofInstant(c.toInstant(), c.getTimeZone().toZoneId());
        } else if (value instanceof LocalDateTime t) {
            return t;
        }
        String text = text(value).trim();
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Instant instant(Object value) {
        if (value instanceof Instant i) {
            return i;
        } else if (value instanceof OffsetDateTime t) {
            return t.toInstant();
        } else if (value instanceof ZonedDateTime t) {
            return t.toInstant();
        } else if (value instanceof Timestamp t) {
            return t.toInstant();
        } else if (value instanceof Date || value instanceof Time) {
            throw new ClassCastException();
        } else if (value instanceof java.util.Date d) {
            return d.toInstant();
        } else if (value instanceof Calendar c) {
            return c.toInstant();
        }
        return OffsetDateTime.parse(text(value).trim().replace(' ', 'T')).toInstant();
    }

    private static Integer months(Object value) {
        Period period = value instanceof Period p ? p : Period.parse(text(value).trim());
        if (period.getDays() != 0) {
            throw new ArithmeticException();
        }
        return Math.toIntExact(period.toTotalMonths());
    }

    private static Long micros(Object value) {
        Duration duration =
                value instanceof Duration d ? d : Duration.parse(text(value).trim());
        return Math.addExact(
                Math.multiplyExact(duration.getSeconds(), DateTimeText.MICROS_PER_SECOND), duration.getNano() / 1000);
    }

    private static List<@Nullable Object> toRow(Object value, RowType type) throws SQLException {
        List<? extends @Nullable Object> fields = value instanceof Struct struct
                ? Arrays.asList(struct.getAttributes())
                : value instanceof Map<?, ?> map
                        ? type.fields().stream()
                                .map(field -> map.get(field.name()))
                                .toList()
                        : elements(value);
        if (fields.size() != type.fields().size()) {
            throw new ClassCastException();
        }
        List<@Nullable Object> row = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            row.add(orNull(fields.get(i), type.fields().get(i).type()));
        }
        return row;
    }

    private static List<@Nullable Object> toArray(Object value, ArrayType type) throws SQLException {
        List<@Nullable Object> array = new ArrayList<>();
        for (Object element : elements(value)) {
            array.add(orNull(element, type.element()));
        }
        return array;
    }

    /** Of a JDBC array, a collection or any Java array. */
    private static List<? extends @Nullable Object> elements(Object value) throws SQLException {
        Object list = value instanceof Array array ? array.getArray() : value;
        if (list instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        } else if (list instanceof Object[] objects) {
            return Arrays.asList(objects);
        } else if (list instanceof byte[] || !list.getClass().isArray()) {
            throw new ClassCastException();
        }
        List<Object> primitives = new ArrayList<>();
        for (int i = 0; i < java.lang.reflect.Array.getLength(list); i++) {
            primitives.add(java.lang.reflect.Array.get(list, i));
        }
        return primitives;
    }

    private static Map<@Nullable Object, @Nullable Object> toMap(Map<?, ?> value, MapType type) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        value.forEach((k, v) -> map.put(orNull(k, type.key()), orNull(v, type.value())));
        return map;
    }

    /** The wall clock time that a JDBC date shows in a calendar's zone. */
    static LocalDateTime local(java.util.Date value, Calendar calendar) {
        ZoneId zone = calendar.getTimeZone().toZoneId();
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(value.getTime()), zone);
    }
}
