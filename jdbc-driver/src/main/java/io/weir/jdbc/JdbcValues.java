// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Date;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values between the engine's Java objects (see {@link DataType}) and those of JDBC. */
final class JdbcValues {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private JdbcValues() {}

    // ---- parameters

    /** A parameter's value as the engine wants it; an error names the two types. */
    static Object toEngine(Object value, DataType type) {
        try {
            return switch (type.kind()) {
                case NULL -> value.toString();
                case BOOLEAN -> value instanceof Boolean b ? b : parseBoolean(value, type);
                case TINYINT -> (int) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case SMALLINT -> (int) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
                case INTEGER -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case FLOAT -> decimal(value).floatValue();
                case DOUBLE -> value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
                case DECIMAL -> toDecimal(value, (DecimalType) type);
                case VARCHAR -> value.toString();
                case VARBINARY -> (byte[]) value;
                case DATE -> (int) date(value).toEpochDay();
                case TIME -> time(value).toNanoOfDay() / 1000;
                case TIMESTAMP -> micros(dateTime(value));
                case TIMESTAMP_LTZ -> instantMicros(value);
                case INTERVAL_MONTHS -> (int) ((Period) value).toTotalMonths();
                case INTERVAL_MICROS -> ((Duration) value).toNanos() / 1000;
                case ROW, ARRAY, MAP -> value;
            };
        } catch (ClassCastException | ArithmeticException | NumberFormatException | DateTimeException e) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "a %s cannot be the value of a parameter of type %s",
                            value.getClass().getSimpleName(), type.plainName())
                    .causedBy(e)
                    .toException();
        }
    }

    private static boolean parseBoolean(Object value, DataType type) {
        String text = value.toString();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new ClassCastException(type.sql());
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal d) {
            return d;
        }
        if (value instanceof BigInteger i) {
            return new BigDecimal(i);
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue());
        }
        return value instanceof Number n ? BigDecimal.valueOf(n.longValue()) : new BigDecimal(value.toString());
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
        BigDecimal scaled = decimal(value).setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private static LocalDate date(Object value) {
        if (value instanceof Date d) {
            return d.toLocalDate();
        }
        return value instanceof LocalDate d ? d : LocalDate.parse(value.toString());
    }

    private static LocalTime time(Object value) {
        if (value instanceof Time t) {
            return t.toLocalTime();
        }
        return value instanceof LocalTime t ? t : LocalTime.parse(value.toString());
    }

    private static LocalDateTime dateTime(Object value) {
        if (value instanceof Timestamp t) {
            return t.toLocalDateTime();
        }
        return value instanceof LocalDateTime t
                ? t
                : LocalDateTime.parse(value.toString().trim().replace(' ', 'T'));
    }

    private static long instantMicros(Object value) {
        Instant instant;
        if (value instanceof Instant i) {
            instant = i;
        } else if (value instanceof OffsetDateTime t) {
            instant = t.toInstant();
        } else if (value instanceof ZonedDateTime t) {
            instant = t.toInstant();
        } else if (value instanceof Timestamp t) {
            instant = t.toInstant();
        } else {
            instant = OffsetDateTime.parse(value.toString().trim().replace(' ', 'T'))
                    .toInstant();
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
    }

    /** The wall clock time that a JDBC date shows in a calendar's zone. */
    static LocalDateTime local(java.util.Date value, Calendar calendar) {
        return LocalDateTime.ofInstant(
                Instant.ofEpochMilli(value.getTime()), calendar.getTimeZone().toZoneId());
    }

    // ---- results

    static LocalDateTime dateTimeOf(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime time) {
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND), time.getNano() / 1000);
    }

    static Instant instantOf(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    static LocalTime timeOf(long micros) {
        return LocalTime.ofNanoOfDay(micros * 1000);
    }

    /** What {@code getObject} gives. */
    static @Nullable Object toJdbc(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR, VARBINARY -> value;
            case DATE -> Date.valueOf(LocalDate.ofEpochDay((Integer) value));
            case TIME -> Time.valueOf(timeOf((Long) value));
            case TIMESTAMP -> Timestamp.valueOf(dateTimeOf((Long) value));
            case TIMESTAMP_LTZ -> instantOf((Long) value).atOffset(ZoneOffset.UTC);
            case INTERVAL_MONTHS -> Period.ofMonths((Integer) value).normalized();
            case INTERVAL_MICROS ->
                Duration.ofSeconds(
                        Math.floorDiv((Long) value, MICROS_PER_SECOND),
                        Math.floorMod((Long) value, MICROS_PER_SECOND) * 1000);
            case ROW -> new JdbcStruct(toJdbcRow((List<?>) value, (RowType) type), type.sql());
            case ARRAY -> new JdbcArray(toJdbcList((List<?>) value, ((ArrayType) type).element()), (ArrayType) type);
            case MAP -> toJdbcMap((Map<?, ?>) value, (MapType) type);
        };
    }

    private static @Nullable Object[] toJdbcRow(List<?> row, RowType type) {
        @Nullable Object[] fields = new Object[row.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = toJdbc(row.get(i), type.fields().get(i).type());
        }
        return fields;
    }

    private static @Nullable Object[] toJdbcList(List<?> list, DataType element) {
        return list.stream().map(e -> toJdbc(e, element)).toArray();
    }

    private static Map<@Nullable Object, @Nullable Object> toJdbcMap(Map<?, ?> map, MapType type) {
        Map<@Nullable Object, @Nullable Object> copy = new java.util.LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(toJdbc(k, type.key()), toJdbc(v, type.value())));
        return copy;
    }

    /** The value as SQL shows it: dates and times in ISO form with a space, nested values in brackets. */
    static String toText(Object value, DataType type) {
        return switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, VARCHAR -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case VARBINARY -> "x'" + hex((byte[]) value) + "'";
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIME -> clock(timeOf((Long) value), JdbcTypes.scale(type));
            case TIMESTAMP -> stamp(dateTimeOf((Long) value), JdbcTypes.scale(type));
            case TIMESTAMP_LTZ -> stamp(dateTimeOf((Long) value), JdbcTypes.scale(type)) + "Z";
            case INTERVAL_MONTHS ->
                Period.ofMonths((Integer) value).normalized().toString();
            case INTERVAL_MICROS -> String.valueOf(toJdbc(value, type));
            case ROW -> {
                List<String> parts = new ArrayList<>();
                List<?> row = (List<?>) value;
                for (int i = 0; i < row.size(); i++) {
                    parts.add(text(row.get(i), ((RowType) type).fields().get(i).type()));
                }
                yield "(" + String.join(", ", parts) + ")";
            }
            case ARRAY -> {
                List<String> parts = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    parts.add(text(element, ((ArrayType) type).element()));
                }
                yield "[" + String.join(", ", parts) + "]";
            }
            case MAP -> {
                List<String> parts = new ArrayList<>();
                MapType map = (MapType) type;
                ((Map<?, ?>) value).forEach((k, v) -> parts.add(text(k, map.key()) + "=" + text(v, map.value())));
                yield "{" + String.join(", ", parts) + "}";
            }
        };
    }

    private static String text(@Nullable Object value, DataType type) {
        return value == null ? "NULL" : toText(value, type);
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            text.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }

    private static String clock(LocalTime time, int digits) {
        StringBuilder text = new StringBuilder(15);
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond());
        if (digits > 0) {
            String micros = String.valueOf(1_000_000 + time.getNano() / 1000);
            text.append('.').append(micros, 1, 1 + digits);
        }
        return text.toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return number < 10 ? text.append('0').append(number) : text.append(number);
    }

    private static String stamp(LocalDateTime time, int digits) {
        return time.toLocalDate() + " " + clock(time.toLocalTime(), digits);
    }

    /** A value in a class of {@code java.time} or {@code java.sql} that the caller asks for. */
    static @Nullable Object toClass(Object value, DataType type, Class<?> wanted) {
        if (type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_LTZ) {
            long micros = (Long) value;
            if (wanted == LocalDateTime.class) {
                return dateTimeOf(micros);
            } else if (wanted == Instant.class) {
                return instantOf(micros);
            } else if (wanted == OffsetDateTime.class) {
                return instantOf(micros).atOffset(ZoneOffset.UTC);
            } else if (wanted == ZonedDateTime.class) {
                return instantOf(micros).atZone(ZoneOffset.UTC);
            } else if (wanted == LocalDate.class) {
                return dateTimeOf(micros).toLocalDate();
            } else if (wanted == LocalTime.class) {
                return dateTimeOf(micros).toLocalTime();
            } else if (wanted == Timestamp.class) {
                return type.kind() == TypeKind.TIMESTAMP
                        ? Timestamp.valueOf(dateTimeOf(micros))
                        : Timestamp.from(instantOf(micros));
            }
        } else if (type.kind() == TypeKind.DATE && wanted == LocalDate.class) {
            return LocalDate.ofEpochDay((Integer) value);
        } else if (type.kind() == TypeKind.TIME && wanted == LocalTime.class) {
            return timeOf((Long) value);
        } else if (wanted == List.class && type.kind() == TypeKind.ARRAY) {
            return Arrays.asList(toJdbcList((List<?>) value, ((ArrayType) type).element()));
        } else if (wanted == List.class && type.kind() == TypeKind.ROW) {
            return Arrays.asList(toJdbcRow((List<?>) value, (RowType) type));
        }
        return null;
    }
}
