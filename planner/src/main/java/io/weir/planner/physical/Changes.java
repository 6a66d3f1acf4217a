// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverTime;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;

/** Whether the rows of a node can be taken back. */
public final class Changes {
    private final boolean emitsOnce;

    /** @param emitsOnce whether operators that revise hold back to the end, as for bounded inputs */
    public Changes(boolean emitsOnce) {
        this.emitsOnce = emitsOnce;
    }

    /** Whether operators that revise hold back to the end. */
    boolean emitsOnce() {
        return emitsOnce;
    }

    /** APPEND or RETRACT. */
    public ChangeMode of(PhysicalPlan node) {
        return isAppendOnly(node) ? ChangeMode.APPEND : ChangeMode.RETRACT;
    }

    private boolean isAppendOnly(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan scan) {
            // upserts are turned into removals and additions where they enter
            return scan.changes() == ChangeMode.APPEND;
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            boolean distinct = aggregate.calls().isEmpty() && !aggregate.keys().isEmpty();
            return emitsOnce || ((aggregate.perEpoch() || distinct) && inputsAppend(node));
        } else if (node instanceof PhysicalPlan.TopN top) {
            return emitsOnce || (top.perEpoch() && inputsAppend(node));
        } else if (node instanceof PhysicalPlan.Over over) {
            return emitsOnce || ((over.perEpoch() || over.time() != OverTime.NONE) && inputsAppend(node));
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            boolean grows = operation.kind() == LogicalPlan.SetOperation.Kind.INTERSECT || operation.perEpoch();
            return emitsOnce || (grows && inputsAppend(node));
        } else if (node instanceof PhysicalPlan.Join join) {
            return isAppendOnly(join);
        } else if (node instanceof PhysicalPlan.Values
                || node instanceof PhysicalPlan.WindowAggregate
                || node instanceof PhysicalPlan.SessionAssign
                || node instanceof PhysicalPlan.WindowHold
                || node instanceof PhysicalPlan.Sort
                || node instanceof PhysicalPlan.Limit) {
            return true;
        }
        return inputsAppend(node);
    }

    private boolean inputsAppend(PhysicalPlan node) {
        return node.inputs().stream().allMatch(this::isAppendOnly);
    }

    private boolean isAppendOnly(PhysicalPlan.Join join) {
        if (join.time() instanceof JoinTime.Window) {
            return !join.perEpoch() || inputsAppend(join);
        }
        boolean grows = join.type() == JoinType.INNER || join.type() == JoinType.SEMI;
        boolean revises = !grows && join.time() == JoinTime.NONE && !join.perEpoch();
        // pairs, and rows that can have no partner, pass at once, also when the others are sent but once
        return (!revises || emitsOnce) && inputsAppend(join);
    }
}
