// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.VectorBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Variances, deviations and correlations out of sums of the products of distances from the means. */
public final class Moments {
    private static final double HUGE = 0x1p1000;
    private static final double TINY = 0x1p-700;

    private final long[] sum = new long[ExactSum.WORDS];

    /** Whether it is computed from the products of both arguments. */
    public static boolean takesYx(AggregateFunction function) {
        return switch (function) {
            case COVAR_POP, COVAR_SAMP, CORR -> true;
            default -> false;
        };
    }

    /** Whether it is computed from the squares of the first argument. */
    public static boolean takesYy(AggregateFunction function) {
        return switch (function) {
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, REGR_SYY, CORR -> true;
            default -> false;
        };
    }

    /** Whether it is computed from the squares of the last argument. */
    public static boolean takesXx(AggregateFunction function) {
        return function == AggregateFunction.REGR_SXX || function == AggregateFunction.CORR;
    }

    /** Whether there is a value for so many rows. */
    static boolean has(AggregateFunction function, long n) {
        return n > 1 || n == 1 && !isOfSample(function);
    }

    private static boolean isOfSample(AggregateFunction function) {
        return switch (function) {
            case VAR_SAMP, STDDEV_SAMP, COVAR_SAMP -> true;
            default -> false;
        };
    }

    /**
     * The sum of (a - mean of a) * (b - mean of b): sum of a * b - sum of a * sum of b / n. NaN for sums that are not finite.
     *
     * <p>The sums are given in two doubles each; what is computed of them up to the division by n is exact.
     *
     * @param squares whether a and b are the same
     */
    public double distances(
            long n,
            double aHigh,
            double aLow,
            double bHigh,
            double bLow,
            double abHigh,
            double abLow,
            boolean squares) {
        if (!Double.isFinite(aHigh) || !Double.isFinite(bHigh) || !Double.isFinite(abHigh)) {
            return Double.NaN;
        }
        double size = Math.abs(aHigh * bHigh);
        boolean large = !(size < HUGE) || !(Math.abs(n * abHigh) < HUGE);
        boolean small = size < TINY && aHigh != 0 && bHigh != 0;
        double distances;
        if (large || small) {
            distances = distances(n, pair(aHigh, aLow), pair(bHigh, bLow), pair(abHigh, abLow));
        } else {
            Arrays.fill(sum, 0);
            addProduct((double) n, abHigh, 1);
            addProduct((double) n, abLow, 1);
            addProduct(aHigh, bHigh, -1);
            addProduct(aHigh, bLow, -1);
            addProduct(aLow, bHigh, -1);
            addProduct(aLow, bLow, -1);
            distances = ExactSum.nearest(sum, 0) / n;
        }
        return squares ? Math.max(0.0, distances) : distances; // less is what rounding has left of nothing
    }

    private void addProduct(double a, double b, int sign) {
        double product = a * b;
        ExactSum.add(sum, 0, product, sign);
        ExactSum.add(sum, 0, Math.fma(a, b, -product), sign);
    }

    private static BigDecimal pair(double high, double low) {
        return new BigDecimal(high).add(new BigDecimal(low));
    }

    /** The same where products of doubles would not do. */
    private static double distances(long n, BigDecimal a, BigDecimal b, BigDecimal ab) {
        BigDecimal rows = BigDecimal.valueOf(n);
        return ab.multiply(rows)
                .subtract(a.multiply(b))
                .divide(rows, MathContext.DECIMAL64)
                .doubleValue();
    }

    /** Appends the value for n rows, or NULL; distances that it does not take are not looked at. */
    public static void append(AggregateFunction function, long n, double yx, double yy, double xx, VectorBuilder out) {
        if (!has(function, n)) {
            out.appendNull();
            return;
        }
        switch (function) {
            case VAR_POP -> out.appendDouble(yy / n);
            case COVAR_POP -> out.appendDouble(yx / n);
            case VAR_SAMP -> out.appendDouble(yy / (n - 1));
            case COVAR_SAMP -> out.appendDouble(yx / (n - 1));
            case STDDEV_POP -> out.appendDouble(Math.sqrt(yy / n));
            case STDDEV_SAMP -> out.appendDouble(Math.sqrt(yy / (n - 1)));
            case REGR_SXX -> out.appendDouble(xx);
            case REGR_SYY -> out.appendDouble(yy);
            case CORR -> {
                if (xx == 0 || yy == 0) {
                    out.appendNull();
                } else {
                    double product = xx * yy;
                    boolean ordinary = product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
                    out.appendDouble(yx / (ordinary ? Math.sqrt(product) : Math.sqrt(xx) * Math.sqrt(yy)));
                }
            }
            default -> throw new IllegalStateException(function.name());
        }
    }
}
