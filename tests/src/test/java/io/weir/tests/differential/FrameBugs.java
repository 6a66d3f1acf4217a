// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.differential;

import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Function;
import io.weir.plan.RankFunction;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.ChangeMode;
import java.util.List;
import java.util.Optional;

/** Frames and ranks with something wrong. */
final class FrameBugs {
    private FrameBugs() {}

    static PhysicalPlan.TopN with(
            PhysicalPlan.TopN top, RankFunction function, List<SortKey> order, long to, ChangeMode changes) {
        return new PhysicalPlan.TopN(
                top.input(),
                top.partition(),
                order,
                function,
                top.from(),
                to,
                top.ranked(),
                changes,
                top.perEpoch(),
                top.schema());
    }

    private static OverCall with(OverCall call, Function function, boolean ignoreNulls, Frame frame) {
        return new OverCall(
                function,
                call.aggregate(),
                call.arguments(),
                call.constants(),
                call.distinct(),
                call.filter(),
                ignoreNulls,
                frame,
                call.type(),
                call.name());
    }

    private static OverCall with(OverCall call, Frame frame) {
        return with(call, call.function(), call.ignoreNulls(), frame);
    }

    static OverCall beginsLate(OverCall call) {
        Frame frame = call.frame();
        boolean counted = frame.unit() != OverCall.Unit.RANGE
                && frame.lower().kind() == Bound.Kind.PRECEDING
                && frame.lower().distance().orElseThrow().value() instanceof Number n
                && n.longValue() > 0;
        if (!counted) {
            return call;
        }
        Literal distance = frame.lower().distance().orElseThrow();
        long less = ((Number) java.util.Objects.requireNonNull(distance.value())).longValue() - 1;
        Object value = distance.value() instanceof Integer ? (Object) (int) less : (Object) less;
        Bound lower = new Bound(Bound.Kind.PRECEDING, Optional.of(new Literal(value, distance.type())));
        return with(call, new Frame(frame.unit(), lower, frame.upper(), frame.exclusion()));
    }

    static OverCall neverEnds(OverCall call) {
        Frame frame = call.frame();
        return with(call, new Frame(frame.unit(), frame.lower(), Bound.UNBOUNDED_FOLLOWING, frame.exclusion()));
    }

    static OverCall excludesNothing(OverCall call) {
        Frame frame = call.frame();
        return with(call, new Frame(frame.unit(), frame.lower(), frame.upper(), Exclusion.NO_OTHERS));
    }

    static OverCall mindsNulls(OverCall call) {
        return with(call, call.function(), false, call.frame());
    }

    static OverCall lagIsLead(OverCall call) {
        return call.function() == Function.LAG ? with(call, Function.LEAD, call.ignoreNulls(), call.frame()) : call;
    }
}
