// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Nature;
import io.weir.planner.logical.LogicalRewrite;

/** Tells whether a plan can stand twice in a job and give the same rows. */
final class Volatility {
    private Volatility() {}

    static boolean isRepeatable(LogicalPlan plan, Nature nature) {
        return LogicalRewrite.expressions(plan).stream().allMatch(nature::isDeterministic)
                && LogicalRewrite.inputs(plan).stream().allMatch(input -> isRepeatable(input, nature))
                && !(plan instanceof LogicalPlan.Sort sort
                        && sort.keys().isEmpty()
                        && sort.fetch().isPresent());
    }
}
