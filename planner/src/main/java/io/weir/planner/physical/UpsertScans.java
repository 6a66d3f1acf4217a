// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.List;

/** Puts what folds upserts by their key above each scan that gives them; all above sees rows that come and go. */
final class UpsertScans {
    private UpsertScans() {}

    static PhysicalPlan fold(PhysicalPlan plan) {
        return PhysicalRewrite.nodes(plan, node -> {
            if (node instanceof PhysicalPlan.Scan scan && scan.changes() == ChangeMode.UPSERT) {
                List<Integer> keys = scan.table().primaryKey().stream()
                        .map(scan.schema()::indexOf)
                        .toList();
                return new PhysicalPlan.UpsertFold(new PhysicalPlan.Exchange(scan, keys), keys);
            }
            return node;
        });
    }
}
