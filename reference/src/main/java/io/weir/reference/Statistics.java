// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.AggregateFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variances, deviations and what two columns have to do with each other, by their definitions on exact numbers. */
final class Statistics {
    private static final MathContext DIGITS = new MathContext(60);

    private Statistics() {}

    /** @param count how many rows there are */
    static @Nullable Object of(AggregateFunction function, List<Delta> rows, long count) {
        if (count == 0) {
            return null;
        }
        boolean ofSample = switch (function) {
            case VAR_SAMP, STDDEV_SAMP, COVAR_SAMP -> true;
            default -> false;
        };
        if (ofSample && count == 1) {
            return null;
        }
        boolean two = rows.get(0).row().size() > 1;
        BigDecimal first = spread(rows, 0, 0, count);
        BigDecimal second = two ? spread(rows, 1, 1, count) : first;
        BigDecimal both = two ? spread(rows, 0, 1, count) : first;
        return switch (function) {
            case VAR_POP -> number(first, count, false);
            case STDDEV_POP -> number(first, count, true);
            case VAR_SAMP -> number(first, count - 1, false);
            case STDDEV_SAMP -> number(first, count - 1, true);
            case COVAR_POP -> number(both, count, false);
            case COVAR_SAMP -> number(both, count - 1, false);
            case CORR -> correlation(first, second, both);
            case REGR_SYY -> number(first, 1, false);
            case REGR_SXX -> number(second, 1, false);
            default -> throw new IllegalStateException(function.name());
        };
    }

    private static Object number(@Nullable BigDecimal spread, long count, boolean root) {
        if (spread == null) {
            return Double.NaN;
        }
        BigDecimal each = spread.divide(BigDecimal.valueOf(count), DIGITS);
        return (root ? each.sqrt(DIGITS) : each).doubleValue();
    }

    private static @Nullable Object correlation(
            @Nullable BigDecimal first, @Nullable BigDecimal second, @Nullable BigDecimal both) {
        if (first != null && first.signum() == 0 || second != null && second.signum() == 0) {
            return null;
        }
        return first == null || second == null || both == null
                ? Double.NaN
                : both.divide(first.multiply(second).sqrt(DIGITS), DIGITS).doubleValue();
    }

    /** The sum of the products of the distances of two columns from their means: sum(ab) - sum(a) sum(b) / n; null when a value is not finite. */
    private static @Nullable BigDecimal spread(List<Delta> rows, int a, int b, long count) {
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal sumA = BigDecimal.ZERO;
        BigDecimal sumB = BigDecimal.ZERO;
        for (Delta delta : rows) {
            if (!finite(delta.row().get(a)) || !finite(delta.row().get(b))) {
                return null;
            }
            BigDecimal x = Totals.number(delta.row().get(a));
            BigDecimal y = Totals.number(delta.row().get(b));
            BigDecimal weight = BigDecimal.valueOf(delta.weight());
            products = products.add(x.multiply(y).multiply(weight));
            sumA = sumA.add(x.multiply(weight));
            sumB = sumB.add(y.multiply(weight));
        }
        BigDecimal n = BigDecimal.valueOf(count);
        return products.multiply(n).subtract(sumA.multiply(sumB)).divide(n, DIGITS);
    }

    private static boolean finite(@Nullable Object value) {
        return value instanceof BigDecimal || value instanceof Number n && Double.isFinite(n.doubleValue());
    }
}
