// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes made on purpose in the physical plan, each of which the random trials must find. */
enum PlantedBug {
    /** A filter lets everything through. */
    FILTER_LOST(plan -> plan instanceof PhysicalPlan.Filter filter ? filter.input() : plan),
    /** A filter takes a strict comparison for one that holds for equals too. */
    FILTER_EDGE(plan -> plan instanceof PhysicalPlan.Filter filter
            ? new PhysicalPlan.Filter(filter.input(), swap(filter.condition(), Operation.LESS, Operation.LESS_OR_EQUAL))
            : plan),
    /** A filter keeps the rows for which its condition is unknown. */
    FILTER_KEEPS_NULL(plan -> plan instanceof PhysicalPlan.Filter filter
            ? new PhysicalPlan.Filter(
                    filter.input(),
                    new Expression.Call(
                            Operation.IS_NOT_FALSE,
                            List.of(filter.condition()),
                            filter.condition().type().withNullable(false),
                            null))
            : plan),
    /** Differences are sums. */
    PROJECT_SIGN(plan -> project(plan, e -> swap(e, Operation.MINUS, Operation.PLUS))),
    /** COALESCE takes its last argument. */
    PROJECT_COALESCE(plan -> project(plan, PlantedBug::lastOfCoalesce)),
    /** The smallest is the greatest. */
    AGGREGATE_MIN_MAX(plan -> calls(
            plan,
            call -> with(
                    call,
                    call.function() == AggregateFunction.MIN ? AggregateFunction.MAX : call.function(),
                    call.distinct(),
                    call.filter()))),
    /** DISTINCT counts equals. */
    AGGREGATE_DISTINCT(plan -> calls(plan, call -> with(call, call.function(), false, call.filter()))),
    /** FILTER is not looked at. */
    AGGREGATE_FILTER(plan -> calls(plan, call -> with(call, call.function(), call.distinct(), -1))),
    /** COUNT of a column counts NULLs. */
    AGGREGATE_COUNTS_NULLS(plan -> calls(
            plan,
            call -> call.function() == AggregateFunction.COUNT && !call.distinct()
                    ? new AggregateCall(call.function(), List.of(), false, call.filter(), call.type(), call.name())
                    : call)),
    /** Groups are spread by one key fewer, so that one group may be in two tasks. */
    EXCHANGE_LOST(plan ->
            plan instanceof PhysicalPlan.Exchange exchange && !exchange.keys().isEmpty()
                    ? new PhysicalPlan.Exchange(exchange.input(), List.of(0))
                    : plan),
    /** A window ends a second too late. */
    WINDOW_LONGER(plan -> window(
            plan,
            w -> new WindowSpec(
                    w.kind(),
                    w.timeColumn(),
                    w.sizeMicros() + w.slideMicros(),
                    w.slideMicros(),
                    w.offsetMicros(),
                    w.zone()))),
    /** Windows begin a millisecond too early. */
    WINDOW_SHIFTED(plan -> window(
            plan,
            w -> new WindowSpec(
                    w.kind(), w.timeColumn(), w.sizeMicros(), w.slideMicros(), w.offsetMicros() - 1_000, w.zone()))),
    /** The watermark runs ahead, so that rows in time are late. */
    WATERMARK_AHEAD(plan -> plan instanceof PhysicalPlan.Scan scan && scan.watermark() != null
            ? new PhysicalPlan.Scan(
                    scan.table(),
                    scan.columns(),
                    scan.predicates(),
                    swap(java.util.Objects.requireNonNull(scan.watermark()), Operation.MINUS, Operation.PLUS),
                    scan.idleTimeoutMicros(),
                    scan.onError(),
                    scan.changes(),
                    scan.schema())
            : plan),
    /** One branch of a union is lost. */
    UNION_BRANCH(plan -> plan instanceof PhysicalPlan.Union union
            ? new PhysicalPlan.Union(union.inputs().subList(1, union.inputs().size()), union.schema())
            : plan),
    /** One branch of a union counts twice. */
    UNION_TWICE(plan -> {
        if (plan instanceof PhysicalPlan.Union union) {
            List<PhysicalPlan> inputs = new ArrayList<>(union.inputs());
            inputs.add(inputs.get(0));
            return new PhysicalPlan.Union(inputs, union.schema());
        }
        return plan;
    }),
    /** An extreme forgets that rows may be taken back. */
    RETRACTION_FORGOTTEN(plan -> {
        if (plan instanceof PhysicalPlan.GroupAggregate a) {
            return new PhysicalPlan.GroupAggregate(a.input(), a.keys(), a.calls(), ChangeMode.APPEND, a.schema());
        }
        return plan;
    });

    private final UnaryOperator<PhysicalPlan> change;

    PlantedBug(UnaryOperator<PhysicalPlan> change) {
        this.change = change;
    }

    JobPlan in(JobPlan plan) {
        return new JobPlan(
                plan.version(), plan.roots().stream().map(this::everywhere).toList(), plan.bounded(), plan.options());
    }

    private PhysicalPlan everywhere(PhysicalPlan plan) {
        return change.apply(
                withInputs(plan, plan.inputs().stream().map(this::everywhere).toList()));
    }

    private static PhysicalPlan withInputs(PhysicalPlan plan, List<PhysicalPlan> inputs) {
        if (plan instanceof PhysicalPlan.Filter p) {
            return new PhysicalPlan.Filter(inputs.get(0), p.condition());
        } else if (plan instanceof PhysicalPlan.Project p) {
            return new PhysicalPlan.Project(inputs.get(0), p.expressions(), p.schema());
        } else if (plan instanceof PhysicalPlan.WindowAssign p) {
            return new PhysicalPlan.WindowAssign(inputs.get(0), p.window(), p.properties(), p.schema());
        } else if (plan instanceof PhysicalPlan.GroupAggregate p) {
            return new PhysicalPlan.GroupAggregate(inputs.get(0), p.keys(), p.calls(), p.inputChanges(), p.schema());
        } else if (plan instanceof PhysicalPlan.WindowAggregate p) {
            return new PhysicalPlan.WindowAggregate(
                    inputs.get(0), p.window(), p.keys(), p.properties(), p.calls(), p.inputChanges(), p.schema());
        } else if (plan instanceof PhysicalPlan.Union p) {
            return new PhysicalPlan.Union(inputs, p.schema());
        } else if (plan instanceof PhysicalPlan.Exchange p) {
            return new PhysicalPlan.Exchange(inputs.get(0), p.keys());
        } else if (plan instanceof PhysicalPlan.Result p) {
            return new PhysicalPlan.Result(inputs.get(0), p.key(), p.changes(), p.early());
        }
        return plan;
    }

    private static Expression rebuild(Expression expression, UnaryOperator<Expression> change) {
        Expression rebuilt = expression;
        if (expression instanceof Expression.Call call) {
            rebuilt = new Expression.Call(
                    call.operation(),
                    call.arguments().stream().map(a -> rebuild(a, change)).toList(),
                    call.type(),
                    call.span());
        } else if (expression instanceof Expression.Case choice) {
            rebuilt = new Expression.Case(
                    choice.branches().stream()
                            .map(b ->
                                    new Expression.Branch(rebuild(b.condition(), change), rebuild(b.result(), change)))
                            .toList(),
                    rebuild(choice.otherwise(), change),
                    choice.type());
        }
        return change.apply(rebuilt);
    }

    private static Expression swap(Expression expression, Operation from, Operation to) {
        return rebuild(
                expression,
                e -> e instanceof Expression.Call call && call.operation() == from
                        ? new Expression.Call(to, call.arguments(), call.type(), call.span())
                        : e);
    }

    private static Expression lastOfCoalesce(Expression expression) {
        return rebuild(
                expression,
                e -> e instanceof Expression.Call call && call.operation() == Operation.COALESCE
                        ? call.arguments().get(call.arguments().size() - 1)
                        : e);
    }

    private static PhysicalPlan project(PhysicalPlan plan, UnaryOperator<Expression> change) {
        return plan instanceof PhysicalPlan.Project p
                ? new PhysicalPlan.Project(
                        p.input(), p.expressions().stream().map(change).toList(), p.schema())
                : plan;
    }

    private static PhysicalPlan calls(PhysicalPlan plan, UnaryOperator<AggregateCall> change) {
        if (plan instanceof PhysicalPlan.GroupAggregate a) {
            return new PhysicalPlan.GroupAggregate(
                    a.input(), a.keys(), a.calls().stream().map(change).toList(), a.inputChanges(), a.schema());
        } else if (plan instanceof PhysicalPlan.WindowAggregate a) {
            return new PhysicalPlan.WindowAggregate(
                    a.input(),
                    a.window(),
                    a.keys(),
                    a.properties(),
                    a.calls().stream().map(change).toList(),
                    a.inputChanges(),
                    a.schema());
        }
        return plan;
    }

    private static AggregateCall with(AggregateCall call, AggregateFunction function, boolean distinct, int filter) {
        return new AggregateCall(function, call.arguments(), distinct, filter, call.type(), call.name());
    }

    private static PhysicalPlan window(PhysicalPlan plan, UnaryOperator<WindowSpec> change) {
        return plan instanceof PhysicalPlan.WindowAggregate a
                ? new PhysicalPlan.WindowAggregate(
                        a.input(),
                        change.apply(a.window()),
                        a.keys(),
                        a.properties(),
                        a.calls(),
                        a.inputChanges(),
                        a.schema())
                : plan;
    }
}
