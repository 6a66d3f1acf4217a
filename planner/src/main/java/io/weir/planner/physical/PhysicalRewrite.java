// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.physical;

import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rewrites physical plans from the leaves up; a node that stands twice is rewritten once. */
public final class PhysicalRewrite {
    private final UnaryOperator<PhysicalPlan> each;
    private final Map<PhysicalPlan, PhysicalPlan> done = new IdentityHashMap<>();

    private PhysicalRewrite(UnaryOperator<PhysicalPlan> each) {
        this.each = each;
    }

    /** The plan with each node, whose inputs are rewritten already, replaced. */
    public static PhysicalPlan nodes(PhysicalPlan plan, UnaryOperator<PhysicalPlan> each) {
        return new PhysicalRewrite(each).rewrite(plan);
    }

    /** The plan with its expressions replaced; those of scans have no parameters and stay. */
    public static PhysicalPlan expressions(PhysicalPlan plan, UnaryOperator<Expression> each) {
        return nodes(plan, node -> {
            if (node instanceof PhysicalPlan.Filter filter) {
                return new PhysicalPlan.Filter(filter.input(), each.apply(filter.condition()));
            } else if (node instanceof PhysicalPlan.Project project) {
                return new PhysicalPlan.Project(
                        project.input(),
                        project.expressions().stream().map(each).toList(),
                        project.schema());
            } else if (node instanceof PhysicalPlan.Join join && join.condition() != null) {
                return new PhysicalPlan.Join(
                        join.left(),
                        join.right(),
                        join.type(),
                        join.leftKeys(),
                        join.rightKeys(),
                        join.nullsMatch(),
                        each.apply(join.condition()),
                        join.time(),
                        join.leftChanges(),
                        join.rightChanges(),
                        join.leftRows(),
                        join.rightRows(),
                        join.perEpoch(),
                        join.schema());
            } else if (node instanceof PhysicalPlan.Unnest unnest) {
                return new PhysicalPlan.Unnest(
                        unnest.input(),
                        unnest.collections().stream().map(each).toList(),
                        unnest.ordinality(),
                        unnest.outer(),
                        unnest.schema());
            }
            return node;
        });
    }

    private PhysicalPlan rewrite(PhysicalPlan node) {
        PhysicalPlan known = done.get(node);
        if (known != null) {
            return known;
        }
        List<PhysicalPlan> inputs = node.inputs().stream().map(this::rewrite).toList();
        PhysicalPlan result = each.apply(withInputs(node, inputs));
        done.put(node, result);
        return result;
    }

    /** The node over other inputs. */
    static PhysicalPlan withInputs(PhysicalPlan node, List<PhysicalPlan> inputs) {
        boolean same = true;
        for (int i = 0; i < inputs.size(); i++) {
            same &= inputs.get(i) == node.inputs().get(i);
        }
        if (same) {
            return node;
        }
        PhysicalPlan input = inputs.get(0);
        if (node instanceof PhysicalPlan.UpsertFold fold) {
            return new PhysicalPlan.UpsertFold(input, fold.keys());
        } else if (node instanceof PhysicalPlan.KeyWinner winner) {
            return new PhysicalPlan.KeyWinner(input, winner.keys());
        } else if (node instanceof PhysicalPlan.Filter filter) {
            return new PhysicalPlan.Filter(input, filter.condition());
        } else if (node instanceof PhysicalPlan.Project project) {
            return new PhysicalPlan.Project(input, project.expressions(), project.schema());
        } else if (node instanceof PhysicalPlan.WindowAssign assign) {
            return new PhysicalPlan.WindowAssign(input, assign.window(), assign.properties(), assign.schema());
        } else if (node instanceof PhysicalPlan.GroupAggregate aggregate) {
            return new PhysicalPlan.GroupAggregate(
                    input,
                    aggregate.keys(),
                    aggregate.calls(),
                    aggregate.inputChanges(),
                    aggregate.perEpoch(),
                    aggregate.schema());
        } else if (node instanceof PhysicalPlan.WindowAggregate aggregate) {
            return new PhysicalPlan.WindowAggregate(
                    input,
                    aggregate.window(),
                    aggregate.keys(),
                    aggregate.properties(),
                    aggregate.calls(),
                    aggregate.inputChanges(),
                    aggregate.schema());
        } else if (node instanceof PhysicalPlan.SessionAssign assign) {
            return new PhysicalPlan.SessionAssign(
                    input, assign.window(), assign.properties(), assign.inputChanges(), assign.schema());
        } else if (node instanceof PhysicalPlan.WindowHold hold) {
            return new PhysicalPlan.WindowHold(
                    input, hold.endColumn(), hold.keys(), hold.inputChanges(), hold.byClock());
        } else if (node instanceof PhysicalPlan.Join join) {
            return new PhysicalPlan.Join(
                    input,
                    inputs.get(1),
                    join.type(),
                    join.leftKeys(),
                    join.rightKeys(),
                    join.nullsMatch(),
                    join.condition(),
                    join.time(),
                    join.leftChanges(),
                    join.rightChanges(),
                    join.leftRows(),
                    join.rightRows(),
                    join.perEpoch(),
                    join.schema());
        } else if (node instanceof PhysicalPlan.Unnest unnest) {
            return new PhysicalPlan.Unnest(
                    input, unnest.collections(), unnest.ordinality(), unnest.outer(), unnest.schema());
        } else if (node instanceof PhysicalPlan.SetOperation operation) {
            return new PhysicalPlan.SetOperation(
                    operation.kind(), inputs, operation.all(), operation.perEpoch(), operation.schema());
        } else if (node instanceof PhysicalPlan.TopN top) {
            return new PhysicalPlan.TopN(
                    input,
                    top.partition(),
                    top.order(),
                    top.function(),
                    top.from(),
                    top.to(),
                    top.ranked(),
                    top.inputChanges(),
                    top.perEpoch(),
                    top.schema());
        } else if (node instanceof PhysicalPlan.Over over) {
            return new PhysicalPlan.Over(
                    input,
                    over.partition(),
                    over.order(),
                    over.calls(),
                    over.time(),
                    over.inputChanges(),
                    over.perEpoch(),
                    over.schema());
        } else if (node instanceof PhysicalPlan.Union union) {
            return new PhysicalPlan.Union(inputs, union.schema());
        } else if (node instanceof PhysicalPlan.Sort sort) {
            return new PhysicalPlan.Sort(input, sort.keys(), sort.offset(), sort.fetch());
        } else if (node instanceof PhysicalPlan.Limit limit) {
            return new PhysicalPlan.Limit(input, limit.offset(), limit.fetch());
        } else if (node instanceof PhysicalPlan.Exchange exchange) {
            return new PhysicalPlan.Exchange(input, exchange.keys());
        } else if (node instanceof PhysicalPlan.Result result) {
            return new PhysicalPlan.Result(input, result.key(), result.changes(), result.early());
        } else if (node instanceof PhysicalPlan.Sink sink) {
            return new PhysicalPlan.Sink(input, sink.table(), sink.changes(), sink.early());
        }
        throw new IllegalArgumentException(node.name());
    }
}
