// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.OverCall;
import io.weir.plan.OverTime;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.WindowSpec;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.planner.physical.PhysicalRewrite;
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
            return new PhysicalPlan.GroupAggregate(
                    a.input(), a.keys(), a.calls(), ChangeMode.APPEND, a.perEpoch(), a.schema());
        }
        return plan;
    }),
    /** Groups are forgotten at the barrier. */
    GROUP_FORGOTTEN(plan -> plan instanceof PhysicalPlan.GroupAggregate a
            ? new PhysicalPlan.GroupAggregate(a.input(), a.keys(), a.calls(), a.inputChanges(), true, a.schema())
            : plan),
    /** NULL equals NULL in a join. */
    JOIN_MATCHES_NULL(plan -> join(
            plan,
            j -> JoinBugs.with(
                    j, j.type(), j.nullsMatch().stream().map(n -> true).toList(), j.condition(), j.time()))),
    /** A join has forgotten what else must hold. */
    JOIN_CONDITION_LOST(plan -> join(plan, j -> JoinBugs.with(j, j.type(), j.nullsMatch(), null, j.time()))),
    /** A left join loses the rows without partner. */
    JOIN_LEFT_NOT_PADDED(plan -> join(
            plan,
            j -> JoinBugs.with(
                    j,
                    j.type() == JoinType.LEFT ? JoinType.INNER : j.type(),
                    j.nullsMatch(),
                    j.condition(),
                    j.time()))),
    /** A full join loses the rows of the right side without partner. */
    JOIN_FULL_HALF_PADDED(plan -> join(
            plan,
            j -> JoinBugs.with(
                    j, j.type() == JoinType.FULL ? JoinType.LEFT : j.type(), j.nullsMatch(), j.condition(), j.time()))),
    /** Rows that have no partner are taken for those that have one. */
    JOIN_ANTI_IS_SEMI(plan -> join(
            plan,
            j -> JoinBugs.with(
                    j, j.type() == JoinType.ANTI ? JoinType.SEMI : j.type(), j.nullsMatch(), j.condition(), j.time()))),
    /** A join forgets its rows at the barrier. */
    JOIN_FORGETFUL(plan -> join(plan, JoinBugs::perEpoch)),
    /** An interval ends before its edge. */
    INTERVAL_EDGE(plan -> join(
            plan,
            j -> j.time() instanceof JoinTime.Interval && j.condition() != null
                    ? JoinBugs.with(
                            j,
                            j.type(),
                            j.nullsMatch(),
                            swap(
                                    swap(j.condition(), Operation.GREATER_OR_EQUAL, Operation.GREATER),
                                    Operation.LESS_OR_EQUAL,
                                    Operation.LESS),
                            j.time())
                    : j)),
    /** A padded row leaves a second too early. */
    INTERVAL_PADS_EARLY(plan -> join(
            plan,
            j -> j.time() instanceof JoinTime.Interval i
                    ? JoinBugs.with(
                            j,
                            j.type(),
                            j.nullsMatch(),
                            j.condition(),
                            new JoinTime.Interval(
                                    i.leftTime(),
                                    i.rightTime(),
                                    i.lowerMicros() + 1_000_000,
                                    i.upperMicros() - 1_000_000))
                    : j)),
    /** Late rows of an interval join are not dropped, and padded rows do not wait. */
    INTERVAL_TIMELESS(plan -> join(
            plan,
            j -> j.time() instanceof JoinTime.Interval
                    ? JoinBugs.with(j, j.type(), j.nullsMatch(), j.condition(), JoinTime.NONE)
                    : j)),
    /** A window join does not wait for its windows. */
    WINDOW_JOIN_TIMELESS(plan -> join(
            plan,
            j -> j.time() instanceof JoinTime.Window
                    ? JoinBugs.with(j, j.type(), j.nullsMatch(), j.condition(), JoinTime.NONE)
                    : j)),
    /** EXCEPT ALL and INTERSECT ALL do not look at how often a row is there. */
    SET_MULTIPLICITY(plan -> plan instanceof PhysicalPlan.SetOperation o
            ? new PhysicalPlan.SetOperation(o.kind(), o.inputs(), false, o.perEpoch(), o.schema())
            : plan),
    /** What is in both is taken for what is in one alone. */
    SET_INTERSECT_IS_EXCEPT(plan -> plan instanceof PhysicalPlan.SetOperation o
            ? new PhysicalPlan.SetOperation(
                    LogicalPlan.SetOperation.Kind.EXCEPT, o.inputs(), o.all(), o.perEpoch(), o.schema())
            : plan),
    /** The first rows are one too many. */
    TOP_ONE_MORE(plan -> top(plan, t -> FrameBugs.with(t, t.function(), t.order(), t.to() + 1, t.inputChanges()))),
    /** After a row has been taken back the first rows are not filled up. */
    TOP_NOT_FILLED(plan -> top(plan, t -> FrameBugs.with(t, t.function(), t.order(), t.to(), ChangeMode.APPEND))),
    /** Peers are not counted together. */
    TOP_IGNORES_PEERS(
            plan -> top(plan, t -> FrameBugs.with(t, RankFunction.ROW_NUMBER, t.order(), t.to(), t.inputChanges()))),
    /** NULLs stand at the other end. */
    TOP_NULLS_ELSEWHERE(plan -> top(
            plan,
            t -> FrameBugs.with(
                    t,
                    t.function(),
                    t.order().stream()
                            .map(k -> new SortKey(k.column(), k.descending(), !k.nullsFirst()))
                            .toList(),
                    t.to(),
                    t.inputChanges()))),
    /** A frame of rows or peers begins one too late. */
    FRAME_BEGINS_LATE(plan -> over(plan, FrameBugs::beginsLate)),
    /** A frame goes on to the end of the partition. */
    FRAME_NEVER_ENDS(plan -> over(plan, FrameBugs::neverEnds)),
    /** Rows that a frame leaves out count. */
    FRAME_EXCLUDES_NOTHING(plan -> over(plan, FrameBugs::excludesNothing)),
    /** IGNORE NULLS is not looked at. */
    FRAME_MINDS_NULLS(plan -> over(plan, FrameBugs::mindsNulls)),
    /** LAG and LEAD are taken for each other. */
    FRAME_LAG_IS_LEAD(plan -> over(plan, FrameBugs::lagIsLead)),
    /** Rows do not wait for the watermark, and late ones are not dropped. */
    OVER_TIMELESS(plan -> plan instanceof PhysicalPlan.Over o && o.time() instanceof OverTime.EventTime
            ? new PhysicalPlan.Over(
                    o.input(),
                    o.partition(),
                    o.order(),
                    o.calls(),
                    OverTime.NONE,
                    o.inputChanges(),
                    o.perEpoch(),
                    o.schema())
            : plan),
    /** Sessions of all keys are one. */
    SESSION_KEY_LOST(plan -> session(plan, s -> SessionBugs.with(s, s.window().sizeMicros(), false, s.inputChanges()))),
    /** A session goes on for half a second after its gap. */
    SESSION_GAP(plan ->
            session(plan, s -> SessionBugs.with(s, s.window().sizeMicros() + 500_000, true, s.inputChanges()))),
    /** Rows of windows are not held, and late ones not dropped. */
    WINDOW_NOT_HELD(plan -> plan instanceof PhysicalPlan.WindowHold hold ? hold.input() : plan),
    /** A row without elements is kept, or not, as it was not asked. */
    UNNEST_OUTER(plan -> plan instanceof PhysicalPlan.Unnest u
            ? new PhysicalPlan.Unnest(u.input(), u.collections(), u.ordinality(), !u.outer(), u.schema())
            : plan),
    /** The order within an aggregate is not looked at. */
    AGGREGATE_ORDER(plan -> calls(
            plan,
            call -> new AggregateCall(
                    call.function(),
                    call.arguments(),
                    call.distinct(),
                    call.filter(),
                    List.of(),
                    call.ignoreNulls(),
                    call.type(),
                    call.name()))),
    /** A sample is taken for the population. */
    AGGREGATE_SAMPLE(plan -> calls(
            plan,
            call -> with(
                    call,
                    call.function() == AggregateFunction.VAR_SAMP
                            ? AggregateFunction.VAR_POP
                            : call.function() == AggregateFunction.STDDEV_SAMP
                                    ? AggregateFunction.STDDEV_POP
                                    : call.function(),
                    call.distinct(),
                    call.filter())));

    private final UnaryOperator<PhysicalPlan> change;

    PlantedBug(UnaryOperator<PhysicalPlan> change) {
        this.change = change;
    }

    JobPlan in(JobPlan plan) {
        return new JobPlan(
                plan.version(),
                plan.roots().stream()
                        .map(root -> PhysicalRewrite.nodes(root, change))
                        .toList(),
                plan.bounded(),
                plan.options());
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

    private static PhysicalPlan join(PhysicalPlan plan, UnaryOperator<PhysicalPlan.Join> change) {
        return plan instanceof PhysicalPlan.Join join ? change.apply(join) : plan;
    }

    private static PhysicalPlan top(PhysicalPlan plan, UnaryOperator<PhysicalPlan.TopN> change) {
        return plan instanceof PhysicalPlan.TopN top ? change.apply(top) : plan;
    }

    private static PhysicalPlan session(PhysicalPlan plan, UnaryOperator<PhysicalPlan.SessionAssign> change) {
        return plan instanceof PhysicalPlan.SessionAssign session ? change.apply(session) : plan;
    }

    private static PhysicalPlan over(PhysicalPlan plan, UnaryOperator<OverCall> change) {
        return plan instanceof PhysicalPlan.Over o
                ? new PhysicalPlan.Over(
                        o.input(),
                        o.partition(),
                        o.order(),
                        o.calls().stream().map(change).toList(),
                        o.time(),
                        o.inputChanges(),
                        o.perEpoch(),
                        o.schema())
                : plan;
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
                    a.input(),
                    a.keys(),
                    a.calls().stream().map(change).toList(),
                    a.inputChanges(),
                    a.perEpoch(),
                    a.schema());
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
        return new AggregateCall(
                function,
                call.arguments(),
                distinct,
                filter,
                call.order(),
                call.ignoreNulls(),
                call.type(),
                call.name());
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
