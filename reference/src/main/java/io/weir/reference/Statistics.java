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
        for (Delta delta : rows) {
            for (Object value : delta.row()) {
                if (value instanceof Number n && !(value instanceof BigDecimal) && !Double.isFinite(n.doubleValue())) {
                    return Double.NaN;
                }
            }
        }
        boolean two = rows.get(0).row().size() > 1;
        BigDecimal first = spread(rows, 0, 0, count);
        BigDecimal second = two ? spread(rows, 1, 1, count) : BigDecimal.ZERO;
        BigDecimal both = two ? spread(rows, 0, 1, count) : BigDecimal.ZERO;
        return switch (function) {
            case VAR_POP -> per(first, count).doubleValue();
            case STDDEV_POP -> per(first, count).sqrt(DIGITS).doubleValue();
            case VAR_SAMP -> count == 1 ? null : (Object) per(first, count - 1).doubleValue();
            case STDDEV_SAMP ->
                count == 1 ? null : (Object) per(first, count - 1).sqrt(DIGITS).doubleValue();
            case COVAR_POP -> per(both, count).doubleValue();
            case COVAR_SAMP -> count == 1 ? null : (Object) per(both, count - 1).doubleValue();
            case CORR ->
                first.signum() == 0 || second.signum() == 0
                        ? null
                        : (Object) both.divide(first.multiply(second).sqrt(DIGITS), DIGITS)
                                .doubleValue();
            case REGR_SYY -> first.doubleValue();
            case REGR_SXX -> second.doubleValue();
            default -> throw new IllegalStateException(function.name());
        };
    }

    /** The sum of the products of the distances of two columns from their means: sum(ab) - sum(a) sum(b) / n. */
    private static BigDecimal spread(List<Delta> rows, int a, int b, long count) {
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal sumA = BigDecimal.ZERO;
        BigDecimal sumB = BigDecimal.ZERO;
        for (Delta delta : rows) {
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

    private static BigDecimal per(BigDecimal spread, long count) {
        return spread.divide(BigDecimal.valueOf(count), DIGITS);
    }
}
