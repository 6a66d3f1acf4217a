// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rewrites logical plans from the leaves up. */
public final class LogicalRewrite {
    private LogicalRewrite() {}

    /** The nodes that a node reads. */
    public static List<LogicalPlan> inputs(LogicalPlan node) {
        if (node instanceof LogicalPlan.Filter filter) {
            return List.of(filter.input());
        } else if (node instanceof LogicalPlan.Project project) {
            return List.of(project.input());
        } else if (node instanceof LogicalPlan.Window window) {
            return List.of(window.input());
        } else if (node instanceof LogicalPlan.Aggregate aggregate) {
            return List.of(aggregate.input());
        } else if (node instanceof LogicalPlan.Sort sort) {
            return List.of(sort.input());
        } else if (node instanceof LogicalPlan.Union union) {
            return union.inputs();
        }
        return List.of();
    }

    /** The node over other inputs. */
    public static LogicalPlan withInputs(LogicalPlan node, List<LogicalPlan> inputs) {
        if (inputs.isEmpty()) {
            return node;
        }
        LogicalPlan input = inputs.get(0);
        if (node instanceof LogicalPlan.Filter filter) {
            return new LogicalPlan.Filter(input, filter.condition());
        } else if (node instanceof LogicalPlan.Project project) {
            return new LogicalPlan.Project(input, project.expressions(), project.schema());
        } else if (node instanceof LogicalPlan.Window window) {
            return new LogicalPlan.Window(input, window.window(), window.schema());
        } else if (node instanceof LogicalPlan.Aggregate aggregate) {
            return new LogicalPlan.Aggregate(
                    input, aggregate.keys(), aggregate.windowKeys(), aggregate.calls(), aggregate.schema());
        } else if (node instanceof LogicalPlan.Sort sort) {
            return new LogicalPlan.Sort(input, sort.keys(), sort.offset(), sort.fetch());
        } else if (node instanceof LogicalPlan.Union union) {
            return new LogicalPlan.Union(inputs, union.all(), union.schema());
        }
        throw new IllegalArgumentException(node.getClass().getName());
    }

    /** The plan with each node, whose inputs are rewritten already, replaced. */
    public static LogicalPlan nodes(LogicalPlan plan, UnaryOperator<LogicalPlan> each) {
        List<LogicalPlan> before = inputs(plan);
        List<LogicalPlan> after =
                before.stream().map(input -> nodes(input, each)).toList();
        boolean same = true;
        for (int i = 0; i < before.size(); i++) {
            same &= before.get(i) == after.get(i);
        }
        return each.apply(same ? plan : withInputs(plan, after));
    }

    /** The plan with its expressions replaced; those of scans have no parameters and stay. */
    public static LogicalPlan expressions(LogicalPlan plan, UnaryOperator<Expression> each) {
        return nodes(plan, node -> {
            if (node instanceof LogicalPlan.Filter filter) {
                return new LogicalPlan.Filter(filter.input(), each.apply(filter.condition()));
            } else if (node instanceof LogicalPlan.Project project) {
                return new LogicalPlan.Project(
                        project.input(),
                        project.expressions().stream().map(each).toList(),
                        project.schema());
            }
            return node;
        });
    }
}
