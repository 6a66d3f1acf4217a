// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.physical.PhysicalPlan;
import java.util.List;

/** Drops the watermarks of scans whose time nothing above waits for: they are timeless and hold nobody back. */
final class TimeUse {
    private TimeUse() {}

    static PhysicalPlan mark(PhysicalPlan root) {
        return mark(root, false);
    }

    private static PhysicalPlan mark(PhysicalPlan node, boolean used) {
        if (node instanceof PhysicalPlan.Scan scan) {
            return used || scan.watermark() == null ? scan : withoutWatermark(scan);
        }
        boolean below = used || (waits(node) && !node.byClock());
        List<PhysicalPlan> inputs =
                node.inputs().stream().map(input -> mark(input, below)).toList();
        return inputs.isEmpty() ? node : PhysicalRewrite.withInputs(node, inputs);
    }

    /** Whether a node waits for the watermark or the clock. */
    static boolean waits(PhysicalPlan node) {
        return node instanceof PhysicalPlan.WindowAggregate
                || node instanceof PhysicalPlan.SessionAssign
                || node instanceof PhysicalPlan.WindowHold
                || (node instanceof PhysicalPlan.Join join && join.time() != JoinTime.NONE)
                || (node instanceof PhysicalPlan.Over over && over.time() != OverTime.NONE);
    }

    private static PhysicalPlan withoutWatermark(PhysicalPlan.Scan scan) {
        return new PhysicalPlan.Scan(
                scan.table(),
                scan.columns(),
                scan.predicates(),
                null,
                0,
                scan.onError(),
                scan.changes(),
                scan.schema());
    }
}
