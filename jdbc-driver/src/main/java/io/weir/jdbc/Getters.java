// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The getters that give objects: dates, times, and {@code getObject} for a class. */
final class Getters {
    private Getters() {}

    static @Nullable Date date(Column column, LocalZone zone) throws SQLException {
        Object value = column.value();
        return value == null ? null : zone.date(wallClock(value, column.type(), zone, "Date"));
    }

    static @Nullable Time time(Column column, LocalZone zone) throws SQLException {
        Object value = column.value();
        return value == null ? null : zone.time(wallClock(value, column.type(), zone, "Time"));
    }

    /** Microseconds of the clock on the wall of a zone. */
    private static long wallClock(Object value, DataType type, LocalZone zone, String what) throws SQLException {
        return switch (type.kind()) {
            case DATE -> {
                if (what.equals("Time")) {
                    throw Numbers.cannot(type, what);
                }
                yield (Integer) value * LocalZone.MICROS_PER_DAY;
            }
            case TIME -> {
                if (what.equals("Date")) {
                    throw Numbers.cannot(type, what);
                }
                yield (Long) value;
            }
            case TIMESTAMP -> (Long) value;
            case TIMESTAMP_LTZ -> zone.localOf((Long) value);
            case VARCHAR -> JdbcValues.micros(JdbcValues.parseDateTime((String) value, type, what));
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw Numbers.cannot(type, what);
        };
    }

    /** The value as the class asked for; an error names both when there is no way. */
    @SuppressWarnings("unchecked")
    static <T> @Nullable T object(Column column, Class<T> wanted, LocalZone zone) throws SQLException {
        Object value = column.value();
        if (value == null) {
            return null;
        }
        DataType type = column.type();
        Object usual = JdbcValues.toJdbc(value, type);
        if (wanted.isInstance(usual)) {
            return (T) usual;
        }
        Object converted = ofJavaTime(value, type, wanted);
        if (converted == null) {
            converted = ofJava(column, type, wanted, zone);
        }
        if (converted == null) {
            converted = ofNesting(value, usual, type, wanted);
        }
        if (converted == null) {
            throw Numbers.cannot(type, wanted.getSimpleName());
        }
        return (T) converted;
    }

    private static @Nullable Object ofJava(Column column, DataType type, Class<?> wanted, LocalZone zone)
            throws SQLException {
        if (wanted == String.class) {
            return column.getString();
        } else if (wanted == Long.class || wanted == long.class) {
            return column.getWhole(Long.MIN_VALUE, Long.MAX_VALUE, "long");
        } else if (wanted == Integer.class || wanted == int.class) {
            return (int) column.getWhole(Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
        } else if (wanted == Short.class || wanted == short.class) {
            return (short) column.getWhole(Short.MIN_VALUE, Short.MAX_VALUE, "short");
        } else if (wanted == Byte.class || wanted == byte.class) {
            return (byte) column.getWhole(Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
        } else if (wanted == Double.class || wanted == double.class) {
            return column.getDouble();
        } else if (wanted == Float.class || wanted == float.class) {
            return (float) column.getDouble();
        } else if (wanted == Boolean.class || wanted == boolean.class) {
            return column.getBoolean();
        } else if (wanted == BigDecimal.class) {
            return column.getBigDecimal();
        } else if (wanted == java.math.BigInteger.class) {
            BigDecimal number = column.getBigDecimal();
            return number == null ? null : number.toBigInteger();
        } else if (wanted == byte[].class) {
            return column.getBytes();
        } else if (wanted == Timestamp.class) {
            return column.getTimestamp(zone);
        } else if (wanted == Date.class) {
            return date(column, zone);
        } else if (wanted == Time.class) {
            return time(column, zone);
        } else if (wanted == java.util.Date.class) {
            return column.getTimestamp(zone);
        } else if (wanted == UUID.class && type.kind() == TypeKind.VARCHAR) {
            try {
                return UUID.fromString(String.valueOf(column.getString()).trim());
            } catch (IllegalArgumentException e) {
                throw Numbers.cannot(type, "UUID");
            }
        }
        return null;
    }

    private static @Nullable Object ofJavaTime(Object value, DataType type, Class<?> wanted) throws SQLException {
        switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_LTZ -> {
                return ofMicros((Long) value, wanted);
            }
            case DATE -> {
                LocalDate date = LocalDate.ofEpochDay((Integer) value);
                return wanted == LocalDate.class ? date : wanted == LocalDateTime.class ? date.atStartOfDay() : null;
            }
            case TIME -> {
                return wanted == LocalTime.class ? JdbcValues.timeOf((Long) value) : null;
            }
            case VARCHAR -> {
                if (wanted == LocalDate.class || wanted == LocalTime.class || wanted == LocalDateTime.class) {
                    LocalDateTime time = JdbcValues.parseDateTime((String) value, type, wanted.getSimpleName());
                    return ofMicros(JdbcValues.micros(time), wanted);
                }
                return null;
            }
            case INTERVAL_MONTHS -> {
                return wanted == Period.class ? Period.ofMonths((Integer) value).normalized() : null;
            }
            case INTERVAL_MICROS -> {
                return wanted == Duration.class ? JdbcValues.durationOf((Long) value) : null;
            }
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARBINARY -> {
                return null;
            }
            case ROW, ARRAY, MAP -> {
                return null;
            }
        }
        return null;
    }

    /** A timestamp in a class of {@code java.time}; one without a zone is taken as UTC where a zone is asked for. */
    private static @Nullable Object ofMicros(long micros, Class<?> wanted) {
        if (wanted == LocalDateTime.class) {
            return JdbcValues.dateTimeOf(micros);
        } else if (wanted == Instant.class) {
            return JdbcValues.instantOf(micros);
        } else if (wanted == OffsetDateTime.class) {
            return JdbcValues.instantOf(micros).atOffset(ZoneOffset.UTC);
        } else if (wanted == ZonedDateTime.class) {
            return JdbcValues.instantOf(micros).atZone(ZoneOffset.UTC);
        } else if (wanted == LocalDate.class) {
            return JdbcValues.dateTimeOf(micros).toLocalDate();
        } else if (wanted == LocalTime.class) {
            return JdbcValues.dateTimeOf(micros).toLocalTime();
        }
        return null;
    }

    private static @Nullable Object ofNesting(Object value, Object usual, DataType type, Class<?> wanted) {
        boolean isArray = type.kind() == TypeKind.ARRAY;
        if (!isArray && type.kind() != TypeKind.ROW) {
            return null;
        }
        if (wanted == List.class || wanted == Collection.class) {
            return JdbcValues.toList(value, type);
        } else if (wanted == Object[].class) {
            return JdbcValues.toList(value, type).toArray();
        } else if (wanted == Map.class && usual instanceof Struct) {
            DataType.RowType row = (DataType.RowType) type;
            Map<String, @Nullable Object> fields = new java.util.LinkedHashMap<>();
            List<@Nullable Object> values = JdbcValues.toList(value, type);
            for (int i = 0; i < values.size(); i++) {
                fields.put(row.fields().get(i).name(), values.get(i));
            }
            return fields;
        }
        return wanted == Array.class && usual instanceof Array ? usual : null;
    }
}
