// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.logical.LogicalPlan.SetOperation;
import java.util.List;

/** INTERSECT and EXCEPT of whole inputs, by how often a row is in each. */
final class SetOperations {
    private SetOperations() {}

    static ZSet of(SetOperation.Kind kind, boolean all, List<ZSet> inputs) {
        ZSet result = new ZSet();
        for (Delta delta : inputs.get(0).deltas()) {
            long count = all ? delta.weight() : 1;
            for (ZSet other : inputs.subList(1, inputs.size())) {
                long there = other.weight(delta.row());
                count = switch (kind) {
                    case INTERSECT -> Math.min(count, there);
                    case EXCEPT -> all ? count - there : there > 0 ? 0 : count;
                };
                count = Math.max(count, 0);
            }
            result.add(delta.row(), count);
        }
        return result;
    }
}
