// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The value of an aggregate over the rows of one group. */
final class Aggregates {
    private Aggregates() {}

    static @Nullable Object evaluate(AggregateCall call, List<Delta> group) {
        List<Delta> rows = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Delta delta : group) {
            if (call.filter() >= 0 && !Boolean.TRUE.equals(delta.row().get(call.filter()))) {
                continue;
            }
            List<@Nullable Object> arguments = Nodes.key(delta.row(), call.arguments());
            if (arguments.contains(null)) {
                continue;
            }
            rows.add(new Delta(arguments, delta.weight()));
        }
        ZSet consolidated = ZSet.of(rows);
        List<Delta> counted = new ArrayList<>();
        for (Delta delta : consolidated.deltas()) {
            if (!call.distinct()) {
                counted.add(delta);
            } else if (seen.add(Canonical.of(delta.row()))) {
                counted.add(new Delta(delta.row(), 1));
            }
        }
        return switch (call.function()) {
            case COUNT -> counted.stream().mapToLong(Delta::weight).sum();
            case SUM, SUM0, AVG -> total(call, counted);
            case MIN -> extreme(counted, -1);
            case MAX -> extreme(counted, 1);
            default -> throw new IllegalArgumentException(call.function().name());
        };
    }

    private static @Nullable Object extreme(List<Delta> rows, int sign) {
        Object best = null;
        for (Delta delta : rows) {
            Object value = delta.row().get(0);
            if (best == null || value != null && Canonical.compare(value, best) * sign > 0) {
                best = value;
            }
        }
        return best;
    }

    private static @Nullable Object total(AggregateCall call, List<Delta> rows) {
        long count = rows.stream().mapToLong(Delta::weight).sum();
        if (rows.isEmpty() || count == 0 && call.function() != AggregateFunction.SUM0) {
            if (call.function() != AggregateFunction.SUM0) {
                return null;
            }
        }
        if (rows.isEmpty()) {
            return zero(call);
        }
        Object first = rows.get(0).row().get(0);
        if (first instanceof Double || first instanceof Float) {
            return floating(call, rows, count);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Delta delta : rows) {
            sum = sum.add(number(delta.row().get(0)).multiply(BigDecimal.valueOf(delta.weight())));
        }
        if (call.function() == AggregateFunction.AVG) {
            if (call.type() instanceof DecimalType decimal) {
                return fit(sum.divide(BigDecimal.valueOf(count), decimal.scale(), RoundingMode.HALF_UP), decimal);
            }
            return sum.doubleValue() / count;
        }
        if (call.type() instanceof DecimalType decimal) {
            return fit(sum.setScale(decimal.scale(), RoundingMode.HALF_UP), decimal);
        }
        BigInteger whole = sum.toBigIntegerExact();
        if (whole.bitLength() > 63) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return whole.longValue();
    }

    private static Object zero(AggregateCall call) {
        if (call.type() instanceof DecimalType decimal) {
            return BigDecimal.ZERO.setScale(decimal.scale());
        }
        return call.type().kind() == TypeKind.DOUBLE ? (Object) 0.0 : (Object) 0L;
    }

    private static BigDecimal number(@Nullable Object value) {
        return value instanceof BigDecimal d
                ? d
                : BigDecimal.valueOf(((Number) java.util.Objects.requireNonNull(value)).longValue());
    }

    private static BigDecimal fit(BigDecimal value, DecimalType type) {
        if (value.precision() > type.precision() && value.signum() != 0) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return value;
    }

    /** Exact over the finite values, so that the engine's sum can be held against it within the tolerance of doubles. */
    private static Object floating(AggregateCall call, List<Delta> rows, long count) {
        BigDecimal finite = BigDecimal.ZERO;
        long nan = 0;
        long plus = 0;
        long minus = 0;
        for (Delta delta : rows) {
            double value =
                    ((Number) java.util.Objects.requireNonNull(delta.row().get(0))).doubleValue();
            if (Double.isNaN(value)) {
                nan += delta.weight();
            } else if (Double.isInfinite(value)) {
                if (value > 0) {
                    plus += delta.weight();
                } else {
                    minus += delta.weight();
                }
            } else {
                finite = finite.add(new BigDecimal(value).multiply(BigDecimal.valueOf(delta.weight())));
            }
        }
        double sum;
        if (nan > 0 || plus > 0 && minus > 0) {
            sum = Double.NaN;
        } else if (plus > 0) {
            sum = Double.POSITIVE_INFINITY;
        } else if (minus > 0) {
            sum = Double.NEGATIVE_INFINITY;
        } else {
            sum = finite.doubleValue();
        }
        return call.function() == AggregateFunction.AVG ? sum / count : sum;
    }
}
