// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import static io.weir.plan.AggregateFunction.CORR;
import static io.weir.plan.AggregateFunction.COVAR_POP;
import static io.weir.plan.AggregateFunction.COVAR_SAMP;
import static io.weir.plan.AggregateFunction.REGR_COUNT;
import static io.weir.plan.AggregateFunction.REGR_SXX;
import static io.weir.plan.AggregateFunction.REGR_SYY;
import static io.weir.plan.AggregateFunction.STDDEV_POP;
import static io.weir.plan.AggregateFunction.STDDEV_SAMP;
import static io.weir.plan.AggregateFunction.VAR_POP;
import static io.weir.plan.AggregateFunction.VAR_SAMP;

import io.weir.executor.harness.OperatorHarness;
import io.weir.spi.connector.ChangeMode;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static AggregatePlan plan() {
        return AggregatePlan.over("k text | y double | x double", ChangeMode.RETRACT)
                .by("k");
    }

    @Test
    void variancesAndDeviations() {
        OperatorHarness.of(plan().call(VAR_POP, "y")
                        .call(VAR_SAMP, "y")
                        .call(STDDEV_POP, "y")
                        .call(STDDEV_SAMP, "y")
                        .group())
                .input("+ g | 2 | 0", "+3 g | 4 | 0", "+2 g | 5 | 0", "+ g | 7 | 0", "+ g | 9 | 0", "+ h | 1 | 0")
                .input("+ g | NULL | 0", "+ i | NULL | 0")
                .leaves(
                        "+ g | 4 | 4.571428571428571 | 2 | 2.138089935299395",
                        "+ h | 0 | NULL | 0 | NULL",
                        "+ i | NULL | NULL | NULL | NULL");
    }

    @Test
    void valuesFarFromNothingAndCloseTogether() {
        OperatorHarness.of(plan().call(VAR_POP, "y").group())
                .input("+ g | 1000000000.25 | 0", "+ g | 1000000000.75 | 0")
                .leaves("+ g | 0.0625")
                .input("+ g | 1e300 | 0")
                .barrier()
                .input("- g | 1e300 | 0")
                .leaves("+ g | 0.0625");
    }

    @Test
    void whatIsNotFiniteHasNoVariance() {
        OperatorHarness.of(plan().call(VAR_POP, "y").group())
                .input("+ g | 1 | 0", "+ g | Infinity | 0")
                .leaves("+ g | NaN")
                .input("- g | Infinity | 0")
                .leaves("+ g | 0");
    }

    @Test
    void pairs() {
        OperatorHarness.of(plan().call(COVAR_POP, "y", "x")
                        .call(COVAR_SAMP, "y", "x")
                        .call(CORR, "y", "x")
                        .call(REGR_COUNT, "y", "x")
                        .call(REGR_SXX, "y", "x")
                        .call(REGR_SYY, "y", "x")
                        .group())
                .input("+ g | 1 | 2", "+ g | 2 | 4", "+ g | 3 | 6", "+ g | 9 | NULL", "+ g | NULL | 9")
                .leaves("+ g | 1.3333333333333333 | 2 | 1 | 3 | 8 | 2");
    }
}
