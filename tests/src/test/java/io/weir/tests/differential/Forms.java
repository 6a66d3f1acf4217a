// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.AggregateCall;
import io.weir.plan.JoinTime;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.RowsPerKey;
import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names under which what a query is made of is counted. */
final class Forms {
    private Forms() {}

    /** Of an operator and of what it computes. */
    static List<String> of(PhysicalPlan plan) {
        List<String> names = new ArrayList<>();
        if (plan instanceof PhysicalPlan.Join join) {
            names.add(plan.name() + " " + join.type() + perEpoch(join.perEpoch()));
            if (join.time() == JoinTime.NONE) {
                addRowsPerKey(join, names);
            }
        } else if (plan instanceof PhysicalPlan.WindowAggregate aggregate) {
            names.add(plan.name() + " " + aggregate.window().kind());
            aggregate.calls().forEach(call -> names.addAll(function(call)));
        } else if (plan instanceof PhysicalPlan.WindowAssign assign) {
            names.add(plan.name() + " " + assign.window().kind());
        } else if (plan instanceof PhysicalPlan.GroupAggregate aggregate) {
            names.add(plan.name() + perEpoch(aggregate.perEpoch()));
            aggregate.calls().forEach(call -> names.addAll(function(call)));
        } else if (plan instanceof PhysicalPlan.SetOperation operation) {
            names.add(plan.name() + " " + operation.kind() + (operation.all() ? " ALL" : ""));
        } else if (plan instanceof PhysicalPlan.TopN top) {
            names.add(plan.name() + " " + top.function() + perEpoch(top.perEpoch()));
        } else if (plan instanceof PhysicalPlan.Over over) {
            names.add(plan.name()
                    + (over.time() instanceof OverTime.EventTime
                            ? ", by event time"
                            : over.time() instanceof OverTime.Window ? ", of a window" : ""));
            over.calls().forEach(call -> names.addAll(function(call)));
        } else if (plan instanceof PhysicalPlan.Unnest unnest) {
            names.add(plan.name() + (unnest.outer() ? " OUTER" : "") + (unnest.ordinality() ? " WITH ORDINALITY" : ""));
        } else {
            names.add(plan.name());
        }
        return names;
    }

    /** What of a join's sides is told by keys. */
    private static void addRowsPerKey(PhysicalPlan.Join join, List<String> names) {
        for (RowsPerKey rows : List.of(join.leftRows(), join.rightRows())) {
            if (rows.isOne()) {
                String what = ", one row per " + (rows == RowsPerKey.ONE ? "key" : "declared key");
                names.add("Join " + join.type() + what);
                names.add("Join" + what);
            }
        }
    }

    private static String perEpoch(boolean is) {
        return is ? ", per epoch" : "";
    }

    private static List<String> function(AggregateCall call) {
        List<String> names = new ArrayList<>();
        names.add("aggregate " + call.function() + (call.distinct() ? " DISTINCT" : ""));
        if (call.filter() >= 0) {
            names.add("aggregate with FILTER");
        }
        if (!call.order().isEmpty()) {
            names.add("aggregate with ORDER BY");
        }
        return names;
    }

    private static List<String> function(OverCall call) {
        List<String> names = new ArrayList<>();
        names.add("over " + (call.aggregate() == null ? call.function() : call.aggregate())
                + (call.ignoreNulls() ? " IGNORE NULLS" : ""));
        OverCall.Frame frame = call.frame();
        boolean framed = switch (call.function()) {
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> true;
            default -> false;
        };
        if (framed) {
            names.add("frame " + frame.unit() + " " + frame.lower().kind() + " to "
                    + frame.upper().kind());
            if (frame.exclusion() != OverCall.Exclusion.NO_OTHERS) {
                names.add("frame EXCLUDE " + frame.exclusion());
            }
        }
        return names;
    }

    /** Of a node as the statement says it: the forms of sub-queries, which no operator knows. */
    static List<String> of(LogicalPlan plan) {
        List<String> names = new ArrayList<>();
        expressions(plan).forEach(expression -> addSubQueries(expression, names));
        if (plan instanceof LogicalPlan.Correlate correlate) {
            names.add("LATERAL " + correlate.type());
        }
        return names;
    }

    private static void addSubQueries(Expression expression, List<String> names) {
        if (expression instanceof Expression.SubQuery query) {
            names.add("sub-query " + query.kind() + (query.operands().size() > 1 ? " of rows" : "")
                    + (query.correlation() >= 0 ? ", correlated" : ""));
        }
        parts(expression).forEach(part -> addSubQueries(part, names));
    }

    private static Stream<Expression> expressions(LogicalPlan plan) {
        if (plan instanceof LogicalPlan.Filter filter) {
            return Stream.of(filter.condition());
        } else if (plan instanceof LogicalPlan.Project project) {
            return project.expressions().stream();
        } else if (plan instanceof LogicalPlan.Join join) {
            return Stream.of(join.condition());
        }
        return Stream.of();
    }

    private static List<Expression> parts(Expression expression) {
        if (expression instanceof Expression.Call call) {
            return call.arguments();
        } else if (expression instanceof Expression.FunctionCall call) {
            return call.arguments();
        } else if (expression instanceof Expression.Cast cast) {
            return List.of(cast.input());
        } else if (expression instanceof Expression.Case choice) {
            return Stream.concat(
                            choice.branches().stream().flatMap(b -> Stream.of(b.condition(), b.result())),
                            Stream.of(choice.otherwise()))
                    .toList();
        }
        return List.of();
    }

    static List<LogicalPlan> inputs(LogicalPlan plan) {
        List<LogicalPlan> inputs = new ArrayList<>();
        expressions(plan).forEach(expression -> addQueries(expression, inputs));
        if (plan instanceof LogicalPlan.Filter node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.Project node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.Window node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.Aggregate node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.Union node) {
            inputs.addAll(node.inputs());
        } else if (plan instanceof LogicalPlan.Sort node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.Join node) {
            inputs.addAll(List.of(node.left(), node.right()));
        } else if (plan instanceof LogicalPlan.Correlate node) {
            inputs.addAll(List.of(node.left(), node.right()));
        } else if (plan instanceof LogicalPlan.Unnest node) {
            inputs.add(node.input());
        } else if (plan instanceof LogicalPlan.SetOperation node) {
            inputs.addAll(node.inputs());
        } else if (plan instanceof LogicalPlan.Over node) {
            inputs.add(node.input());
        }
        return inputs;
    }

    private static void addQueries(Expression expression, List<LogicalPlan> queries) {
        if (expression instanceof Expression.SubQuery query) {
            queries.add((LogicalPlan) query.query());
        }
        parts(expression).forEach(part -> addQueries(part, queries));
    }
}
