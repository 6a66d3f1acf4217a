// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;

/** Whether the rows of a node can be taken back. */
public final class Changes {
    private final boolean emitsOnce;

    /** @param emitsOnce whether operators that revise hold back to the end, as for bounded inputs */
    public Changes(boolean emitsOnce) {
        this.emitsOnce = emitsOnce;
    }

    /** APPEND or RETRACT. */
    public ChangeMode of(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan scan) {
            // upserts are turned into removals and additions where they enter
            return scan.changes() == ChangeMode.APPEND ? ChangeMode.APPEND : ChangeMode.RETRACT;
        }
        if (node instanceof PhysicalPlan.GroupAggregate) {
            return emitsOnce ? ChangeMode.APPEND : ChangeMode.RETRACT;
        }
        if (node instanceof PhysicalPlan.Values
                || node instanceof PhysicalPlan.WindowAggregate
                || node instanceof PhysicalPlan.Sort
                || node instanceof PhysicalPlan.Limit) {
            return ChangeMode.APPEND;
        }
        boolean append = node.inputs().stream().allMatch(input -> of(input) == ChangeMode.APPEND);
        return append ? ChangeMode.APPEND : ChangeMode.RETRACT;
    }
}
