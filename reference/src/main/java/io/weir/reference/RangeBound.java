// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** The end of a RANGE frame: the value that lies a distance from that of a row. */
final class RangeBound {
    private static final long DAY = 86_400_000_000L;

    private RangeBound() {}

    /** How a value compares with {@code from} plus the distance, or less the distance when {@code down}. */
    static int compare(Object value, Object from, Literal distance, boolean down, DataType type) {
        Number amount = (Number) Objects.requireNonNull(distance.value());
        if (from instanceof Double || from instanceof Float) {
            double step = amount.doubleValue();
            double start = ((Number) from).doubleValue();
            return Canonical.compare(((Number) value).doubleValue(), down ? start - step : start + step);
        }
        if (distance.type().kind() == TypeKind.INTERVAL_MONTHS) {
            long months = down ? -amount.longValue() : amount.longValue();
            boolean date = type.kind() == TypeKind.DATE;
            long micros = date ? ((Number) from).longValue() * DAY : (Long) from;
            long moved = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY))
                                    .plusMonths(months)
                                    .toEpochDay()
                            * DAY
                    + Math.floorMod(micros, DAY);
            return Long.compare(date ? ((Number) value).longValue() * DAY : (Long) value, moved);
        }
        BigDecimal unit = type.kind() == TypeKind.DATE && distance.type().kind() == TypeKind.INTERVAL_MICROS
                ? BigDecimal.valueOf(DAY)
                : BigDecimal.ONE;
        BigDecimal start = number(from).multiply(unit);
        BigDecimal bound = down ? start.subtract(number(amount)) : start.add(number(amount));
        return number(value).multiply(unit).compareTo(bound);
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }
}
