// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.expression.Expression.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far from a row the rows lie that its values are computed from; the other way round, how far a change is felt.
 *
 * @param before how many rows before it; {@link #ALL} for all
 * @param after how many rows behind it; {@link #ALL} for all
 * @param peers whether all rows of the same order count as well
 * @param distance rows whose order key is no further away than this before it count as well; null for none
 */
record Reach(
        long before, long after, boolean peers, @Nullable Literal distance) {
    static final long ALL = Long.MAX_VALUE;

    /** The reach of all calls together. */
    static Reach of(List<OverCall> calls) {
        long before = 0;
        long after = 0;
        boolean peers = false;
        Literal distance = null;
        for (OverCall call : calls) {
            Reach one = of(call);
            before = Math.max(before, one.before);
            after = Math.max(after, one.after);
            peers |= one.peers;
            if (one.distance != null) {
                distance = distance == null || RangeKeys.isBelow(distance, one.distance) ? one.distance : distance;
            }
        }
        return new Reach(before, after, peers, before == ALL ? null : distance);
    }

    private static Reach of(OverCall call) {
        return switch (call.function()) {
            case ROW_NUMBER -> new Reach(ALL, 0, false, null);
            case RANK, DENSE_RANK -> new Reach(ALL, 0, true, null);
            case PERCENT_RANK, CUME_DIST, NTILE -> new Reach(ALL, ALL, true, null);
            case LAG -> new Reach(call.ignoreNulls() ? ALL : distanceOf(call), 0, false, null);
            case LEAD -> new Reach(0, call.ignoreNulls() ? ALL : distanceOf(call), false, null);
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> of(call.frame());
        };
    }

    static long distanceOf(OverCall call) {
        return call.constants().isEmpty()
                ? 1
                : ((Number) RangeKeys.value(call.constants().get(0))).longValue();
    }

    private static Reach of(OverCall.Frame frame) {
        boolean peers = frame.unit() != Unit.ROWS
                || frame.exclusion() == Exclusion.GROUP
                || frame.exclusion() == Exclusion.TIES;
        Bound lower = frame.lower();
        Bound upper = frame.upper();
        long before = lower.kind() == Bound.Kind.UNBOUNDED_PRECEDING ? ALL : 0;
        long after = upper.kind() == Bound.Kind.UNBOUNDED_FOLLOWING ? ALL : 0;
        Literal distance = null;
        if (lower.kind() == Bound.Kind.PRECEDING) {
            switch (frame.unit()) {
                case ROWS -> before = count(lower);
                case GROUPS -> before = ALL;
                case RANGE -> {
                    distance = lower.distance().orElseThrow();
                    if (!RangeKeys.isExact(distance)) {
                        before = ALL;
                    }
                }
            }
        }
        if (upper.kind() == Bound.Kind.FOLLOWING) {
            after = frame.unit() == Unit.ROWS ? count(upper) : ALL;
        }
        if (frame.unit() == Unit.ROWS && lower.kind() == Bound.Kind.FOLLOWING && after != ALL) {
            after = Math.max(after, count(lower));
        }
        return new Reach(before, after, peers, distance);
    }

    static long count(Bound bound) {
        return ((Number) RangeKeys.value(bound.distance().orElseThrow())).longValue();
    }
}
