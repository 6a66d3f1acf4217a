// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A physical plan as a tree of lines: the operator, what it does, what it keeps, and how its rows change. */
public final class PlanText {
    private final NodeFacts facts;
    private final @Nullable RowEstimates rows;
    private final List<String> lines = new ArrayList<>();

    private PlanText(JobPlan job, @Nullable RowEstimates rows) {
        this.facts = new NodeFacts(job);
        this.rows = rows;
        job.roots().forEach(root -> add(root, 0));
    }

    /** The plan without estimates. */
    public static String of(JobPlan job) {
        return String.join("\n", new PlanText(job, null).lines);
    }

    /** The plan, and about how many rows each node gives. */
    public static String of(JobPlan job, RowEstimates rows) {
        return String.join("\n", new PlanText(job, rows).lines);
    }

    private void add(PhysicalPlan node, int depth) {
        Facts said = facts.of(node);
        if (rows != null && !(node instanceof PhysicalPlan.Values)) { // these are counted already
            said.add("rows", "~" + rows.of(node));
        }
        String line = "  ".repeat(depth) + node.name();
        lines.add(said.isEmpty() ? line : line + "  " + said);
        node.inputs().forEach(input -> add(input, depth + 1));
    }
}
