// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sums and averages, worked out on unbounded numbers and then brought to the result's type. */
final class Totals {
    private Totals() {}

    static Object sum(AggregateCall call, List<Delta> rows) {
        if (call.type() instanceof DecimalType decimal) {
            return fit(exact(rows).setScale(decimal.scale(), RoundingMode.HALF_UP), decimal);
        } else if (call.type().kind() == TypeKind.DOUBLE) {
            return floating(rows);
        }
        BigInteger whole = exact(rows).toBigIntegerExact();
        if (whole.bitLength() > 63) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return whole.longValue();
    }

    static Object average(AggregateCall call, List<Delta> rows, long count) {
        if (call.type() instanceof DecimalType decimal) {
            return fit(exact(rows).divide(BigDecimal.valueOf(count), decimal.scale(), RoundingMode.HALF_UP), decimal);
        }
        Object first = rows.get(0).row().get(0);
        boolean floating = first instanceof Double || first instanceof Float;
        return (floating ? floating(rows) : exact(rows).doubleValue()) / count;
    }

    private static BigDecimal exact(List<Delta> rows) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Delta delta : rows) {
            sum = sum.add(number(delta.row().get(0)).multiply(BigDecimal.valueOf(delta.weight())));
        }
        return sum;
    }

    static BigDecimal number(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(((Number) value).doubleValue());
        }
        return value instanceof BigDecimal d
                ? d
                : BigDecimal.valueOf(((Number) Objects.requireNonNull(value)).longValue());
    }

    private static BigDecimal fit(BigDecimal value, DecimalType type) {
        if (value.precision() > type.precision() && value.signum() != 0) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return value;
    }

    /** Exact over the finite values, so that the engine's sum can be held against it within the tolerance of doubles. */
    private static double floating(List<Delta> rows) {
        BigDecimal finite = BigDecimal.ZERO;
        boolean nan = false;
        boolean plus = false;
        boolean minus = false;
        for (Delta delta : rows) {
            double value = ((Number) Objects.requireNonNull(delta.row().get(0))).doubleValue();
            if (Double.isFinite(value)) {
                finite = finite.add(new BigDecimal(value).multiply(BigDecimal.valueOf(delta.weight())));
            }
            nan |= Double.isNaN(value);
            plus |= value == Double.POSITIVE_INFINITY;
            minus |= value == Double.NEGATIVE_INFINITY;
        }
        if (nan || plus && minus) {
            return Double.NaN;
        }
        return plus ? Double.POSITIVE_INFINITY : minus ? Double.NEGATIVE_INFINITY : finite.doubleValue();
    }
}
