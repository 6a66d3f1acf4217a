// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** CAST between DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ; gaps and overlaps of the zone as in java.time. */
final class TimeConversion {
    private static final long SECOND = 1_000_000;
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private TimeConversion() {}

    static UnaryOperator<Object> of(DataType from, DataType to, ZoneId zone) {
        TypeKind source = from.kind();
        boolean exists = switch (source) {
            case TIMESTAMP, TIMESTAMP_LTZ -> true;
            case DATE -> to.kind() != TypeKind.TIME;
            case TIME -> to.kind() != TypeKind.DATE;
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> false;
            case VARCHAR, VARBINARY, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP -> false;
        };
        if (!exists) {
            throw Conversion.none(from, to);
        }
        if (source == to.kind()) {
            return source == TypeKind.DATE ? value -> value : value -> TimeArithmetic.cut((Long) value, to);
        }
        return value -> convert(source, (Number) value, to, zone);
    }

    private static Object convert(TypeKind from, Number value, DataType to, ZoneId zone) {
        try {
            LocalDateTime local = checked(local(from, value, zone));
            return switch (to.kind()) {
                case DATE -> (int) local.toLocalDate().toEpochDay();
                case TIME -> TimeArithmetic.cut(local.toLocalTime().toNanoOfDay() / 1000, to);
                case TIMESTAMP -> TimeArithmetic.cut(micros(local.toInstant(ZoneOffset.UTC)), to);
                case TIMESTAMP_LTZ -> {
                    Instant instant = local.atZone(zone).toInstant();
                    checked(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
                    yield TimeArithmetic.cut(micros(instant), to);
                }
                default -> throw new IllegalArgumentException(to.plainName());
            };
        } catch (DateTimeException e) {
            throw RowError.of(ErrorCode.DATETIME_OUT_OF_RANGE);
        }
    }

    /** The same, if its year is one from 1 to 9999. */
    private static LocalDateTime checked(LocalDateTime time) {
        if (time.toLocalDate().isBefore(FIRST) || time.toLocalDate().isAfter(LAST)) {
            throw RowError.of(ErrorCode.DATETIME_OUT_OF_RANGE);
        }
        return time;
    }

    private static LocalDateTime local(TypeKind from, Number value, ZoneId zone) {
        long micros = value.longValue();
        return switch (from) {
            case DATE -> LocalDate.ofEpochDay(micros).atStartOfDay();
            case TIME -> LocalDate.EPOCH.atTime(LocalTime.ofNanoOfDay(micros * 1000));
            case TIMESTAMP -> LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
            case TIMESTAMP_LTZ -> LocalDateTime.ofInstant(instant(micros), zone);
            default -> throw new IllegalArgumentException(from.name());
        };
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1000;
    }
}
