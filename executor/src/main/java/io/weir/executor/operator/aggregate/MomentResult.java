// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.StateTable;
import io.weir.plan.AggregateFunction;
import io.weir.spi.batch.VectorBuilder;

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
        Moments moments,
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
            if (!Moments.has(function, n)) {
                out.appendNull();
                continue;
            }
            Moments.append(
                    function,
                    n,
                    Moments.takesYx(function) ? distances(table, row, n, y, x, yx) : 0,
                    Moments.takesYy(function) ? distances(table, row, n, y, y, yy) : 0,
                    Moments.takesXx(function) ? distances(table, row, n, x, x, xx) : 0,
                    out);
        }
    }

    private double distances(StateTable table, int row, long n, SumDoubles a, SumDoubles b, SumDoubles ab) {
        return moments.distances(
                n,
                a.high(table, row),
                a.low(table, row),
                b.high(table, row),
                b.low(table, row),
                ab.high(table, row),
                ab.low(table, row),
                a == b);
    }
}
