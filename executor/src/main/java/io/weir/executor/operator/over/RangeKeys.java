// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import static java.util.Objects.requireNonNull;

import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Arithmetic on the order key of a RANGE frame: how a key lies to another one moved by a distance.
 *
 * <p>Exact: numbers as BigDecimal but for FLOAT and DOUBLE, times as microseconds. A distance of months moves by the
 * calendar, to the end of a month where the day is missing.
 */
final class RangeKeys {
    private static final long DAY = 86_400_000_000L;
    private static final long SECOND = 1_000_000L;

    private RangeKeys() {}

    static Object value(Literal literal) {
        return requireNonNull(literal.value(), "a distance is not NULL");
    }

    /**
     * Compares a key with a base that is moved by a distance.
     *
     * @param key not NULL
     * @param sign +1 to move the base up, -1 to move it down
     */
    static int compare(Object key, Object base, DataType type, Literal distance, int sign) {
        return switch (type.kind()) {
            case FLOAT, DOUBLE -> {
                double by = sign * ((Number) value(distance)).doubleValue();
                double from = ((Number) base).doubleValue();
                yield Double.compare(
                        ((Number) key).doubleValue() + 0.0, Double.isInfinite(from) ? from : from + by + 0.0);
            }
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> {
                long from = micros(base, type.kind());
                yield Long.compare(micros(key, type.kind()), moved(from, distance, sign));
            }
            default ->
                new BigDecimal(key.toString())
                        .compareTo(new BigDecimal(base.toString())
                                .add(new BigDecimal(value(distance).toString()).multiply(BigDecimal.valueOf(sign))));
        };
    }

    /** Whether a key and a distance are whole numbers of the same unit, each in a word. */
    static boolean isWhole(DataType type, Literal distance) {
        if (type.storage() != Storage.LONG && type.storage() != Storage.INT) {
            return false;
        }
        BigDecimal scaled = scaled(type, distance).stripTrailingZeros();
        return distance.type().kind() != TypeKind.INTERVAL_MONTHS
                && scaled.scale() <= 0
                && scaled.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** A distance {@linkplain #isWhole in units} of the key. */
    static long whole(DataType type, Literal distance) {
        return scaled(type, distance).longValueExact();
    }

    private static BigDecimal scaled(DataType type, Literal distance) {
        int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
        return new BigDecimal(value(distance).toString()).movePointRight(scale);
    }

    /** How many units of a distance a key's word stands for. */
    static long unit(DataType type) {
        return type.kind() == TypeKind.DATE ? DAY : 1;
    }

    /** Compares a key with a base that is moved, all in the same unit. */
    static int compare(long key, long base, long by) {
        long moved = base + by;
        boolean over = ((base ^ moved) & (by ^ moved)) < 0;
        return over ? (by > 0 ? -1 : 1) : Long.compare(key, moved);
    }

    private static long micros(Object time, TypeKind kind) {
        long value = ((Number) time).longValue();
        return kind == TypeKind.DATE ? value * DAY : value;
    }

    private static long moved(long micros, Literal distance, int sign) {
        long by = ((Number) value(distance)).longValue();
        if (distance.type().kind() != TypeKind.INTERVAL_MONTHS) {
            return micros + sign * by;
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1_000, ZoneOffset.UTC);
        LocalDateTime moved = time.plusMonths(sign * by);
        return moved.toEpochSecond(ZoneOffset.UTC) * SECOND + moved.getNano() / 1_000;
    }
}
