// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.json.PlanJson;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A physical plan as a JSON object for programs: what {@link PlanText} says, with names for its parts. */
public final class PlanTree {
    private final NodeFacts facts;
    private final RowEstimates rows;

    private PlanTree(JobPlan job, RowEstimates rows) {
        this.facts = new NodeFacts(job);
        this.rows = rows;
    }

    /** The plan with its estimates, the job's options, and the warnings that came with it. */
    public static String of(JobPlan job, RowEstimates rows, List<String> warnings) {
        PlanTree tree = new PlanTree(job, rows);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("bounded", job.bounded());
        all.put("options", job.options());
        all.put("warnings", warnings);
        all.put("roots", job.roots().stream().map(tree::node).toList());
        return PlanJson.write(all);
    }

    private Map<String, Object> node(PhysicalPlan node) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("node", node.name());
        said.putAll(facts.of(node).tree());
        said.put("rows", rows.of(node));
        said.put("inputs", node.inputs().stream().map(this::node).toList());
        return said;
    }
}
