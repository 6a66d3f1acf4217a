// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Function;
import io.weir.plan.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls and their order turned round: a frame up to the partition's end becomes one that begins with the partition, whose
 * values are carried on.
 */
final class Turned {
    private Turned() {}

    /** Whether calls are computed from fewer rows with their order turned round. */
    static boolean isBetter(List<OverCall> calls) {
        return calls.stream().anyMatch(Turned::gains) && calls.stream().noneMatch(Turned::loses);
    }

    private static boolean gains(OverCall call) {
        return switch (call.function()) {
            case AGGREGATE -> endsLast(call) && !beginsFirst(call);
            case LAST_VALUE -> endsLast(call);
            case FIRST_VALUE -> call.ignoreNulls() && endsLast(call) && !beginsFirst(call);
            default -> false;
        };
    }

    private static boolean loses(OverCall call) {
        return switch (call.function()) {
            case LAG, LEAD -> false;
            case AGGREGATE -> beginsFirst(call) && !endsLast(call) || collects(call.aggregate());
            case FIRST_VALUE -> beginsFirst(call);
            case LAST_VALUE ->
                beginsFirst(call)
                        && !endsLast(call)
                        && (call.ignoreNulls() || call.frame().exclusion() != Exclusion.NO_OTHERS);
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, NTH_VALUE -> true;
        };
    }

    private static boolean collects(@Nullable AggregateFunction function) {
        return function != null && function.collects();
    }

    private static boolean beginsFirst(OverCall call) {
        return call.frame().lower().kind() == Bound.Kind.UNBOUNDED_PRECEDING;
    }

    private static boolean endsLast(OverCall call) {
        return call.frame().upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING;
    }

    static List<SortKey> order(List<SortKey> order) {
        return order.stream()
                .map(key -> new SortKey(key.column(), !key.descending(), !key.nullsFirst()))
                .toList();
    }

    static List<OverCall> calls(List<OverCall> calls) {
        return calls.stream().map(Turned::call).toList();
    }

    private static OverCall call(OverCall call) {
        Function function = switch (call.function()) {
            case LAG -> Function.LEAD;
            case LEAD -> Function.LAG;
            case FIRST_VALUE -> Function.LAST_VALUE;
            case LAST_VALUE -> Function.FIRST_VALUE;
            default -> call.function();
        };
        Frame frame = call.frame();
        return new OverCall(
                function,
                call.aggregate(),
                call.arguments(),
                call.constants(),
                call.distinct(),
                call.filter(),
                call.ignoreNulls(),
                new Frame(frame.unit(), bound(frame.upper()), bound(frame.lower()), frame.exclusion()),
                call.type(),
                call.name());
    }

    private static Bound bound(Bound bound) {
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> Bound.UNBOUNDED_FOLLOWING;
            case UNBOUNDED_FOLLOWING -> Bound.UNBOUNDED_PRECEDING;
            case CURRENT_ROW -> bound;
            case PRECEDING -> new Bound(Bound.Kind.FOLLOWING, bound.distance());
            case FOLLOWING -> new Bound(Bound.Kind.PRECEDING, bound.distance());
        };
    }
}
