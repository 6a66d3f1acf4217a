// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

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
        boolean below = used || node instanceof PhysicalPlan.WindowAggregate;
        List<PhysicalPlan> inputs =
                node.inputs().stream().map(input -> mark(input, below)).toList();
        return inputs.isEmpty() ? node : PhysicalRewrite.withInputs(node, inputs);
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
