// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.TableDefinition;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.expression.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlNode;

/** The way from optimised logical plans to the roots of a job: operators, passes, borders. */
public final class JobPlanner {
    /**
     * A query of a job.
     *
     * @param target the table it is written into; empty for a result
     * @param query as it is written, for places in errors
     */
    public record Output(LogicalPlan plan, Optional<TableDefinition> target, SqlNode query) {}

    private final PhysicalPlanner planner;
    private final StreamChecks checks;
    private final Borders borders;
    private final Set<String> disabled;

    /**
     * A planner of one job.
     *
     * @param onError what becomes of records that cannot be decoded, unless their table says it
     * @param disabled names of passes that are left out
     */
    public JobPlanner(
            TableFacts tables,
            Changes changes,
            Nature nature,
            StreamChecks checks,
            String onError,
            Set<String> disabled) {
        this.planner = new PhysicalPlanner(tables, changes, nature, onError);
        this.checks = checks;
        this.borders = new Borders(changes);
        this.disabled = disabled;
    }

    /** The names of the passes that can be left out. */
    public static List<String> passes() {
        return List.of(ColumnPruning.NAME, ProjectMerge.NAME, ScanPredicates.NAME);
    }

    public List<PhysicalPlan> plan(List<Output> outputs) {
        List<PhysicalPlan> roots = new ArrayList<>();
        for (Output output : outputs) {
            PhysicalPlan plan = planner.plan(output.plan());
            checks.check(plan, output.query());
            plan = TimeUse.mark(plan);
            plan = pass(ColumnPruning.NAME, plan, ColumnPruning::prune);
            plan = pass(ProjectMerge.NAME, plan, ProjectMerge::merge);
            roots.add(pass(ScanPredicates.NAME, plan, ScanPredicates::extract));
        }
        List<PhysicalPlan> unified = ScanUnification.unify(roots);
        List<PhysicalPlan> finished = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            PhysicalPlan plan = UpsertScans.fold(pass(ProjectMerge.NAME, unified.get(i), ProjectMerge::merge));
            Optional<TableDefinition> target = outputs.get(i).target();
            finished.add(target.isPresent() ? borders.sink(plan, target.get()) : borders.result(plan));
        }
        return finished;
    }

    private PhysicalPlan pass(String name, PhysicalPlan plan, UnaryOperator<PhysicalPlan> pass) {
        return disabled.contains(name) ? plan : pass.apply(plan);
    }
}
