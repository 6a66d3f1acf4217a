// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.SubQuery;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
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
        } else if (node instanceof LogicalPlan.Join join) {
            return List.of(join.left(), join.right());
        } else if (node instanceof LogicalPlan.Correlate correlate) {
            return List.of(correlate.left(), correlate.right());
        } else if (node instanceof LogicalPlan.Unnest unnest) {
            return List.of(unnest.input());
        } else if (node instanceof LogicalPlan.SetOperation operation) {
            return operation.inputs();
        } else if (node instanceof LogicalPlan.Over over) {
            return List.of(over.input());
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
        } else if (node instanceof LogicalPlan.Join join) {
            return new LogicalPlan.Join(
                    input, inputs.get(1), join.type(), join.condition(), join.time(), join.schema());
        } else if (node instanceof LogicalPlan.Correlate correlate) {
            return new LogicalPlan.Correlate(
                    input, inputs.get(1), correlate.type(), correlate.correlation(), correlate.schema());
        } else if (node instanceof LogicalPlan.Unnest unnest) {
            return new LogicalPlan.Unnest(
                    input, unnest.collections(), unnest.ordinality(), unnest.outer(), unnest.schema());
        } else if (node instanceof LogicalPlan.SetOperation operation) {
            return new LogicalPlan.SetOperation(operation.kind(), inputs, operation.all(), operation.schema());
        } else if (node instanceof LogicalPlan.Over over) {
            return new LogicalPlan.Over(
                    input, over.partition(), over.order(), over.calls(), over.time(), over.schema());
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

    /**
     * The plan with its expressions replaced, those of sub-queries within them too; those of scans have no parameters and
     * stay.
     */
    public static LogicalPlan expressions(LogicalPlan plan, UnaryOperator<Expression> each) {
        UnaryOperator<Expression> deep = expression -> each.apply(inSubQueries(expression, each));
        return nodes(plan, node -> ownExpressions(node, deep));
    }

    /** The node with its own expressions replaced. */
    public static LogicalPlan ownExpressions(LogicalPlan node, UnaryOperator<Expression> each) {
        if (node instanceof LogicalPlan.Filter filter) {
            return new LogicalPlan.Filter(filter.input(), each.apply(filter.condition()));
        } else if (node instanceof LogicalPlan.Project project) {
            return new LogicalPlan.Project(
                    project.input(), project.expressions().stream().map(each).toList(), project.schema());
        } else if (node instanceof LogicalPlan.Join join) {
            return new LogicalPlan.Join(
                    join.left(), join.right(), join.type(), each.apply(join.condition()), join.time(), join.schema());
        } else if (node instanceof LogicalPlan.Unnest unnest) {
            return new LogicalPlan.Unnest(
                    unnest.input(),
                    unnest.collections().stream().map(each).toList(),
                    unnest.ordinality(),
                    unnest.outer(),
                    unnest.schema());
        }
        return node;
    }

    /** The expressions of a node itself. */
    public static List<Expression> expressions(LogicalPlan node) {
        if (node instanceof LogicalPlan.Filter filter) {
            return List.of(filter.condition());
        } else if (node instanceof LogicalPlan.Project project) {
            return project.expressions();
        } else if (node instanceof LogicalPlan.Join join) {
            return List.of(join.condition());
        } else if (node instanceof LogicalPlan.Unnest unnest) {
            return unnest.collections();
        }
        return List.of();
    }

    private static Expression inSubQueries(Expression expression, UnaryOperator<Expression> each) {
        return Expressions.rewrite(
                expression,
                part -> part instanceof SubQuery query
                        ? withQuery(query, expressions((LogicalPlan) query.query(), each))
                        : part);
    }

    /** The same question about another query. */
    public static SubQuery withQuery(SubQuery question, LogicalPlan query) {
        return new SubQuery(
                question.kind(),
                query,
                question.operands(),
                question.comparison(),
                question.correlation(),
                question.type(),
                question.span());
    }
}
