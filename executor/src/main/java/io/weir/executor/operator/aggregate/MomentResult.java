// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.VectorBuilder;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Variances, deviations and correlations out of the sums of values and of their products: a DOUBLE.
 *
 * <p>The sums have about 106 bits, and what follows is computed exactly from them, so that little is lost where the
 * values lie far from 0 and close together.
 *
 * @param count how many values, or pairs, there are
 * @param y sum of the first argument
 * @param x sum of the second argument; of the first when there is one only
 * @param yy sum of the squares of the first
 * @param xx sum of the squares of the second
 * @param yx sum of the products
 */
record MomentResult(
        AggregateFunction function,
        CountRows count,
        SumDoubles y,
        SumDoubles x,
        SumDoubles yy,
        SumDoubles xx,
        SumDoubles yx)
        implements AggregateResult {
    @Override
    public void append(StateTable table, int[] groups, int from, int to, VectorBuilder out, ErrorMask errors) {
        for (int i = from; i < to; i++) {
            int row = groups[i];
            long n = count.count(table, row);
            if (n < 1 || n == 1 && isOfSample()) {
                out.appendNull();
            } else {
                append(table, row, n, out);
            }
        }
    }

    private boolean isOfSample() {
        return switch (function) {
            case VAR_SAMP, STDDEV_SAMP, COVAR_SAMP -> true;
            default -> false;
        };
    }

    private void append(StateTable table, int row, long n, VectorBuilder out) {
        double distances = switch (function) {
            case COVAR_POP, COVAR_SAMP, CORR -> distances(table, row, n, y, x, yx);
            case REGR_SXX -> distances(table, row, n, x, x, xx);
            default -> distances(table, row, n, y, y, yy);
        };
        switch (function) {
            case VAR_POP, COVAR_POP -> out.appendDouble(distances / n);
            case VAR_SAMP, COVAR_SAMP -> out.appendDouble(distances / (n - 1));
            case STDDEV_POP -> out.appendDouble(Math.sqrt(distances / n));
            case STDDEV_SAMP -> out.appendDouble(Math.sqrt(distances / (n - 1)));
            case REGR_SXX, REGR_SYY -> out.appendDouble(distances);
            case CORR -> {
                double ofX = distances(table, row, n, x, x, xx);
                double ofY = distances(table, row, n, y, y, yy);
                if (ofX == 0 || ofY == 0) {
                    out.appendNull();
                } else {
                    double product = ofX * ofY;
                    boolean ordinary = product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
                    out.appendDouble(distances / (ordinary ? Math.sqrt(product) : Math.sqrt(ofX) * Math.sqrt(ofY)));
                }
            }
            default -> throw new IllegalStateException(function.name());
        }
    }

    /** The sum of (a - mean of a) * (b - mean of b): sum of a * b - sum of a * sum of b / n. */
    private static double distances(StateTable table, int row, long n, SumDoubles a, SumDoubles b, SumDoubles ab) {
        BigDecimal sumA = a.exact(table, row);
        BigDecimal sumB = b.exact(table, row);
        BigDecimal products = ab.exact(table, row);
        if (sumA == null || sumB == null || products == null) {
            return Double.NaN;
        }
        BigDecimal rows = BigDecimal.valueOf(n);
        BigDecimal distances = products.multiply(rows).subtract(sumA.multiply(sumB));
        if (a == b && distances.signum() < 0) {
            return 0; // what rounding has left of nothing
        }
        return distances.divide(rows, MathContext.DECIMAL64).doubleValue();
    }
}
