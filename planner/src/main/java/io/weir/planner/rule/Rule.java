// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.rule;

import io.weir.plan.logical.LogicalPlan;

/** A rewrite of one node; the inputs have been rewritten already. */
interface Rule {
    /** By which tests turn it off. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The node that takes the place of this one, or this one. */
    LogicalPlan apply(LogicalPlan node);
}
