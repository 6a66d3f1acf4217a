// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.TableDefinition;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.List;

/** Ends plans with their results and sinks. */
final class Borders {
    private final Changes changes;

    Borders(Changes changes) {
        this.changes = changes;
    }

    PhysicalPlan result(PhysicalPlan plan) {
        return new PhysicalPlan.Result(plan, ResultKeys.of(plan), changes.of(plan), isEarly(plan));
    }

    PhysicalPlan sink(PhysicalPlan plan, TableDefinition table) {
        ChangeMode mode = changes.of(plan);
        PhysicalPlan input = plan;
        if (mode != ChangeMode.APPEND && !table.primaryKey().isEmpty()) {
            // What takes a row back and what takes its place must come to the same writer, in this order.
            List<Integer> key =
                    table.primaryKey().stream().map(table.schema()::indexOf).toList();
            input = new PhysicalPlan.Exchange(plan, key);
            if (!ResultKeys.isUnique(plan, key)) {
                input = new PhysicalPlan.KeyWinner(input, key);
            }
        }
        return new PhysicalPlan.Sink(input, table, mode, isEarly(plan));
    }

    /** Whether rows may be shown before their barrier: they are only added, one by one, and come from one scan. */
    private boolean isEarly(PhysicalPlan plan) {
        return changes.of(plan) == ChangeMode.APPEND && isLinear(plan);
    }

    private static boolean isLinear(PhysicalPlan node) {
        if (node instanceof PhysicalPlan.Scan) {
            return true;
        }
        boolean linear = node instanceof PhysicalPlan.Filter
                || node instanceof PhysicalPlan.Project
                || node instanceof PhysicalPlan.WindowAssign
                || node instanceof PhysicalPlan.Unnest;
        return linear && isLinear(node.inputs().get(0));
    }
}
