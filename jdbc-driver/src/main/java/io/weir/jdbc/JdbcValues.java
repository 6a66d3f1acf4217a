// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DateTimeText;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the engine's Java objects (see {@link DataType}) into those of JDBC. */
final class JdbcValues {
    private static final long MICROS_PER_SECOND = DateTimeText.MICROS_PER_SECOND;

    private JdbcValues() {}

    static LocalDateTime dateTimeOf(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
    }

    static long micros(LocalDateTime time) {
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

    static Duration durationOf(long micros) {
        return Duration.ofSeconds(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    /** A date, a time or both, as texts show them. */
    static LocalDateTime parseDateTime(String text, DataType type, String what) throws SQLException {
        try {
            String trimmed = text.trim();
            if (trimmed.length() == 10) {
                return LocalDate.parse(trimmed).atStartOfDay();
            }
            return trimmed.indexOf(':') == 2
                    ? LocalDate.EPOCH.atTime(LocalTime.parse(trimmed))
                    : LocalDateTime.parse(trimmed.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw Numbers.cannot(type, what);
        }
    }

    /** What {@code getObject} gives for a value that is not NULL. */
    static Object toJdbc(Object value, DataType type) {
        return switch (type.kind()) {
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARCHAR, VARBINARY -> value;
            case DATE -> new LocalZone(null).date((Integer) value * LocalZone.MICROS_PER_DAY);
            case TIME -> new LocalZone(null).time((Long) value);
            case TIMESTAMP -> new LocalZone(null).timestamp((Long) value);
            case TIMESTAMP_LTZ -> instantOf((Long) value).atOffset(ZoneOffset.UTC);
            case INTERVAL_MONTHS -> Period.ofMonths((Integer) value).normalized();
            case INTERVAL_MICROS -> durationOf((Long) value);
            case ROW -> new JdbcStruct(toJdbcRow((List<?>) value, (RowType) type), type.sql());
            case ARRAY -> new JdbcArray((List<?>) value, (ArrayType) type);
            case MAP -> toJdbcMap((Map<?, ?>) value, (MapType) type);
        };
    }

    static @Nullable Object orNull(@Nullable Object value, DataType type) {
        return value == null ? null : toJdbc(value, type);
    }

    static @Nullable Object[] toJdbcRow(List<?> row, RowType type) {
        @Nullable Object[] fields = new Object[row.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = orNull(row.get(i), type.fields().get(i).type());
        }
        return fields;
    }

    static @Nullable Object[] toJdbcElements(List<?> list, DataType element) {
        return list.stream().map(e -> orNull(e, element)).toArray();
    }

    private static Map<@Nullable Object, @Nullable Object> toJdbcMap(Map<?, ?> map, MapType type) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(orNull(k, type.key()), orNull(v, type.value())));
        return copy;
    }

    /** The elements of an array or the fields of a row. */
    static List<@Nullable Object> toList(Object value, DataType type) {
        return type instanceof RowType row
                ? Arrays.asList(toJdbcRow((List<?>) value, row))
                : Arrays.asList(toJdbcElements((List<?>) value, ((ArrayType) type).element()));
    }
}
