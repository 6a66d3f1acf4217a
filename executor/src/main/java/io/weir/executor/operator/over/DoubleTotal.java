// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.operator.aggregate.ExactSum;
import io.weir.executor.operator.aggregate.Moments;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.DoubleVector;
import io.weir.spi.batch.FloatVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.util.List;

/**
 * SUM and AVG of FLOATs or DOUBLEs, variances and their like, as words to which rows are added and from which they are taken
 * back: the same rows always give the same words.
 *
 * <pre>
 *   how many rows | NaN | +infinite | -infinite | each an {@link ExactSum}: y, x, y * y, x * x, y * x, as far as needed
 * </pre>
 */
final class DoubleTotal {
    private static final int COUNT = 0;
    private static final int NAN = 1;
    private static final int PLUS = 2;
    private static final int MINUS = 3;
    private static final int SUMS = 4;
    private static final int NONE = -1;

    private final AggregateFunction function;
    private final int y;
    private final int x;
    private final int sumY;
    private final int sumX;
    private final int sumYy;
    private final int sumXx;
    private final int sumYx;
    private final int words;

    // ---- the entries at work
    private double[] ys = {};
    private double[] xs = {};
    private double[] ownYs = {};
    private double[] ownXs = {};

    private final Moments moments = new Moments();
    private final long[] copy = new long[ExactSum.WORDS];
    private double rest;

    DoubleTotal(AggregateCall call) {
        function = call.function();
        y = call.arguments().get(0);
        x = call.arguments().get(call.arguments().size() - 1);
        boolean yx = Moments.takesYx(function);
        boolean yy = Moments.takesYy(function);
        boolean xx = Moments.takesXx(function);
        boolean moments = yx || yy || xx;
        int at = SUMS;
        sumY = !moments || yx || yy ? at : NONE;
        at += sumY < 0 ? 0 : ExactSum.WORDS;
        sumX = yx || xx ? at : NONE;
        at += sumX < 0 ? 0 : ExactSum.WORDS;
        sumYy = yy ? at : NONE;
        at += yy ? ExactSum.WORDS : 0;
        sumXx = xx ? at : NONE;
        at += xx ? ExactSum.WORDS : 0;
        sumYx = yx ? at : NONE;
        at += yx ? ExactSum.WORDS : 0;
        words = at;
    }

    /** Whether a call is of this kind. */
    static boolean takes(AggregateCall call, List<DataType> types) {
        return switch (call.function()) {
            case SUM, SUM0, AVG -> {
                TypeKind kind = types.get(call.arguments().get(0)).kind();
                yield kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
            }
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, COVAR_POP, COVAR_SAMP, CORR, REGR_SXX, REGR_SYY -> true;
            default -> false;
        };
    }

    int words() {
        return words;
    }

    void begin(Entries entries) {
        int size = entries.size();
        ownYs = room(ownYs, size);
        ys = doubles(entries.columns()[y], size, ownYs);
        if (sumX >= 0 && x != y) {
            ownXs = room(ownXs, size);
            xs = doubles(entries.columns()[x], size, ownXs);
        } else {
            xs = ys;
        }
    }

    private static double[] room(double[] present, int size) {
        return present.length < size ? new double[Math.max(64, 2 * size)] : present;
    }

    private static double[] doubles(Vector column, int size, double[] room) {
        if (column instanceof DoubleVector doubles) {
            return doubles.values();
        }
        float[] from = ((FloatVector) column).values();
        for (int i = 0; i < size; i++) {
            room[i] = from[i];
        }
        return room;
    }

    /** Adds an entry that counts so often, or takes it away. */
    void add(int entry, long weight, long[] to, int at) {
        to[at + COUNT] += weight;
        double value = ys[entry];
        if (sumYy < 0 && sumXx < 0 && sumYx < 0) {
            if (Double.isFinite(value)) {
                ExactSum.add(to, at + SUMS, value, weight);
            } else {
                to[at + (Double.isNaN(value) ? NAN : value > 0 ? PLUS : MINUS)] += weight;
            }
            return;
        }
        double other = xs[entry];
        boolean finite = (sumY < 0 || Double.isFinite(value))
                && (sumX < 0 || Double.isFinite(other))
                && (sumYy < 0 || Double.isFinite(value * value))
                && (sumXx < 0 || Double.isFinite(other * other))
                && (sumYx < 0 || Double.isFinite(value * other));
        if (!finite) {
            to[at + NAN] += weight;
            return;
        }
        if (sumY >= 0) {
            ExactSum.add(to, at + sumY, value, weight);
        }
        if (sumX >= 0) {
            ExactSum.add(to, at + sumX, other, weight);
        }
        if (sumYy >= 0) {
            product(value, value, weight, to, at + sumYy);
        }
        if (sumXx >= 0) {
            product(other, other, weight, to, at + sumXx);
        }
        if (sumYx >= 0) {
            product(value, other, weight, to, at + sumYx);
        }
    }

    private static void product(double a, double b, long weight, long[] to, int at) {
        double product = a * b;
        ExactSum.add(to, at, product, weight);
        ExactSum.add(to, at, Math.fma(a, b, -product), weight);
    }

    /** Takes all of another total away. */
    void subtract(long[] from, int at, long[] other, int otherAt) {
        for (int i = 0; i < SUMS; i++) {
            from[at + i] -= other[otherAt + i];
        }
        for (int i = SUMS; i < words; i += ExactSum.WORDS) {
            ExactSum.subtract(from, at + i, other, otherAt + i);
        }
    }

    /** Appends the value. */
    void append(long[] of, VectorBuilder out) {
        long count = of[COUNT];
        switch (function) {
            case SUM, SUM0, AVG -> {
                if (count > 0) {
                    double sum = sum(of);
                    out.appendDouble(function == AggregateFunction.AVG ? sum / count : sum);
                } else if (function == AggregateFunction.SUM0) {
                    out.appendDouble(0);
                } else {
                    out.appendNull();
                }
            }
            default -> {
                double yx = count > 0 && sumYx >= 0 ? distances(of, count, sumY, sumX, sumYx) : 0;
                double yy = count > 0 && sumYy >= 0 ? distances(of, count, sumY, sumY, sumYy) : 0;
                double xx = count > 0 && sumXx >= 0 ? distances(of, count, sumX, sumX, sumXx) : 0;
                Moments.append(function, count, yx, yy, xx, out);
            }
        }
    }

    private static double sum(long[] of) {
        if (of[NAN] > 0 || of[PLUS] > 0 && of[MINUS] > 0) {
            return Double.NaN;
        }
        if (of[PLUS] > 0) {
            return Double.POSITIVE_INFINITY;
        }
        return of[MINUS] > 0 ? Double.NEGATIVE_INFINITY : ExactSum.nearest(of, SUMS);
    }

    private double distances(long[] of, long n, int a, int b, int ab) {
        double aHigh = high(of, a);
        double aLow = rest;
        double bHigh = high(of, b);
        double bLow = rest;
        return moments.distances(n, aHigh, aLow, bHigh, bLow, high(of, ab), rest, a == b);
    }

    /** The double nearest to a sum, and its {@link #rest}; NaN when there are values that are not finite. */
    private double high(long[] of, int at) {
        if (of[NAN] > 0) {
            return Double.NaN;
        }
        System.arraycopy(of, at, copy, 0, ExactSum.WORDS);
        double high = ExactSum.nearest(copy, 0);
        if (Double.isFinite(high)) {
            ExactSum.add(copy, 0, high, -1);
            rest = ExactSum.nearest(copy, 0);
        }
        return high;
    }
}
