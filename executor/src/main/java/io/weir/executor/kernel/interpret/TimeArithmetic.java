// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import static io.weir.spi.error.ErrorCode.DATETIME_OUT_OF_RANGE;

import io.weir.plan.expression.Operation;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.BinaryOperator;

/** Sums and differences of dates, times, timestamps and intervals; months are added on the calendar of UTC. */
final class TimeArithmetic {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    /** A value of one kind that stands for the greatest year, 9999, or the least, 1. */
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private TimeArithmetic() {}

    static boolean takes(DataType left, DataType right) {
        return isTime(left.kind()) || isTime(right.kind());
    }

    private static boolean isTime(TypeKind kind) {
        return switch (kind) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MONTHS, INTERVAL_MICROS -> true;
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> false;
            case VARCHAR, VARBINARY, ROW, ARRAY, MAP -> false;
        };
    }

    private static boolean isInterval(TypeKind kind) {
        return kind == TypeKind.INTERVAL_MONTHS || kind == TypeKind.INTERVAL_MICROS;
    }

    static BinaryOperator<Object> of(Operation operation, DataType left, DataType right, DataType type) {
        if (isInterval(type.kind()) && isInterval(left.kind()) == isInterval(right.kind())
                || operation != Operation.PLUS && operation != Operation.MINUS) {
            return isInterval(left.kind()) || isInterval(right.kind())
                    ? (a, b) -> Arithmetic.integer(
                            operation, type.kind(), ((Number) a).longValue(), ((Number) b).longValue())
                    : (a, b) -> difference(left.kind(), type.kind(), (Number) a, (Number) b);
        }
        if (isInterval(left.kind())) {
            return (a, b) -> sum(right, (Number) b, left.kind(), ((Number) a).longValue(), type);
        }
        if (operation == Operation.MINUS) {
            return (a, b) -> sum(left, (Number) a, right.kind(), Math.negateExact(((Number) b).longValue()), type);
        }
        return (a, b) -> sum(left, (Number) a, right.kind(), ((Number) b).longValue(), type);
    }

    private static Object sum(DataType from, Number time, TypeKind unit, long interval, DataType type) {
        try {
            if (from.kind() == TypeKind.TIME) {
                long micros = unit == TypeKind.INTERVAL_MONTHS ? 0 : Math.floorMod(interval, DAY);
                return cut(Math.floorMod(time.longValue() + micros, DAY), type);
            }
            LocalDateTime start = dateTime(from.kind(), time);
            LocalDateTime end = unit == TypeKind.INTERVAL_MONTHS
                    ? start.plusMonths(interval)
                    : start.plus(interval, ChronoUnit.MICROS);
            LocalDate date = end.toLocalDate();
            if (date.isBefore(FIRST) || date.isAfter(LAST)) {
                throw RowError.of(DATETIME_OUT_OF_RANGE);
            }
            if (type.kind() == TypeKind.DATE) {
                return Math.toIntExact(date.toEpochDay());
            }
            return cut(micros(end), type);
        } catch (DateTimeException | ArithmeticException e) {
            throw RowError.of(DATETIME_OUT_OF_RANGE);
        }
    }

    private static Object difference(TypeKind kind, TypeKind result, Number a, Number b) {
        LocalDateTime end = dateTime(kind, a);
        LocalDateTime start = dateTime(kind, b);
        long distance = result == TypeKind.INTERVAL_MONTHS ? months(start, end) : ChronoUnit.MICROS.between(start, end);
        return Arithmetic.checked(BigInteger.valueOf(distance), result);
    }

    /** The most months that can be added to the earlier of two times without passing the later. */
    private static long months(LocalDateTime start, LocalDateTime end) {
        if (end.isBefore(start)) {
            return -months(end, start);
        }
        long months = ChronoUnit.MONTHS.between(start, end);
        // At the end of a month the day is cut: from January 31 to February 28 is a month too.
        return start.plusMonths(months + 1).isAfter(end) ? months : months + 1;
    }

    private static LocalDateTime dateTime(TypeKind kind, Number value) {
        if (kind == TypeKind.DATE) {
            return LocalDate.ofEpochDay(value.longValue()).atStartOfDay();
        }
        long micros = value.longValue();
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * SECOND + time.getNano() / 1000;
    }

    /** The value with the digits of the second's fraction that the type has. */
    static Object cut(long micros, DataType type) {
        int precision = type instanceof TimeType time ? time.precision() : TimeType.MAX_PRECISION;
        long unit = 1;
        for (int digit = precision; digit < TimeType.MAX_PRECISION; digit++) {
            unit *= 10;
        }
        return Math.floorDiv(micros, unit) * unit;
    }
}
