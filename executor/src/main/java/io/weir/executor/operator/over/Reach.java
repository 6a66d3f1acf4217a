// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.expression.Expression.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * How far from a row the rows lie that its values are computed from; the other way round, how far a change is felt.
 *
 * @param before the rows before it that must be at hand
 * @param after the rows behind it that must be at hand
 * @param runs whether values depend on all rows before, whose share can be carried on
 * @param fromStart whether values depend on all rows before, which must be at hand
 * @param firstRows how many of the partition's first rows values depend on
 */
record Reach(Side before, Side after, boolean runs, boolean fromStart, long firstRows) {
    static final long ALL = Long.MAX_VALUE;
    private static final int NO_GROUP = -1;
    private static final Reach NOTHING = new Reach(Side.NOTHING, Side.NOTHING, false, false, 0);

    /** So many rows in which a column is not NULL. */
    record Valued(int column, long rows) {}

    /**
     * One direction; what any part of it names belongs to it.
     *
     * @param rows how many rows; {@link #ALL} for all
     * @param groups how many groups of peers beside one's own, which counts from 0 on; -1 for none
     * @param distances rows whose order key is no further away than one of these
     * @param valued rows up to so many that have a value
     */
    record Side(long rows, long groups, List<Literal> distances, List<Valued> valued) {
        static final Side NOTHING = new Side(0, NO_GROUP, List.of(), List.of());
        static final Side EVERYTHING = rows(ALL);
        static final Side PEERS = groups(0);

        static Side rows(long rows) {
            return new Side(rows, NO_GROUP, List.of(), List.of());
        }

        static Side groups(long groups) {
            return new Side(0, groups, List.of(), List.of());
        }

        static Side valued(int column, long rows) {
            return new Side(0, NO_GROUP, List.of(), List.of(new Valued(column, rows)));
        }

        /** So many rows further than the rows it counts. */
        Side further(long more) {
            return new Side(rows + more, groups, distances, valued);
        }

        boolean isEverything() {
            return rows == ALL;
        }

        boolean isNothing() {
            return equals(NOTHING);
        }

        Side and(Side other) {
            List<Literal> all = new ArrayList<>(distances);
            other.distances.stream().filter(each -> !all.contains(each)).forEach(all::add);
            List<Valued> both = new ArrayList<>(valued);
            both.addAll(other.valued);
            return new Side(
                    Math.max(rows, other.rows), Math.max(groups, other.groups), List.copyOf(all), List.copyOf(both));
        }
    }

    private Reach and(Reach other) {
        return new Reach(
                before.and(other.before),
                after.and(other.after),
                runs || other.runs,
                fromStart || other.fromStart,
                Math.max(firstRows, other.firstRows));
    }

    /** Whether rows of the same order must not be parted. */
    boolean keepsPeers() {
        return before.groups > NO_GROUP || after.groups > NO_GROUP;
    }

    /** Whether rows are computed from what is known of all before them, and not from the partition's first on. */
    boolean isCarried() {
        return runs && !fromStart && !after.isEverything();
    }

    /**
     * The reach of all calls together.
     *
     * @param stores whether what lies before a row can be carried on in columns, too
     */
    static Reach of(List<OverCall> calls, List<CallValues> values, boolean stores) {
        Reach all = NOTHING;
        for (int i = 0; i < calls.size(); i++) {
            CallValues each = values.get(i);
            boolean carries = each.words() > 0 || stores && !each.columns().isEmpty();
            all = all.and(of(calls.get(i), carries, each.totalWords() > 0));
        }
        return all;
    }

    /**
     * @param carries whether what lies before a row can be carried on
     * @param knowsAll whether what a value needs of all rows is known
     */
    private static Reach of(OverCall call, boolean carries, boolean knowsAll) {
        return switch (call.function()) {
            case ROW_NUMBER -> new Reach(Side.NOTHING, Side.NOTHING, true, false, 0);
            case RANK, DENSE_RANK -> new Reach(Side.PEERS, Side.PEERS, true, false, 0);
            case PERCENT_RANK, CUME_DIST, NTILE ->
                new Reach(Side.PEERS, knowsAll ? Side.PEERS : Side.EVERYTHING, true, false, 0);
            case LAG -> new Reach(beside(call), Side.NOTHING, false, false, 0);
            case LEAD -> new Reach(Side.NOTHING, beside(call), false, false, 0);
            case FIRST_VALUE, NTH_VALUE, LAST_VALUE, AGGREGATE -> ofFrame(call, carries, knowsAll);
        };
    }

    private static Side beside(OverCall call) {
        return call.ignoreNulls()
                ? Side.valued(call.arguments().get(0), distanceOf(call))
                : Side.rows(distanceOf(call));
    }

    private static Reach ofFrame(OverCall call, boolean carries, boolean knowsAll) {
        Frame frame = call.frame();
        boolean endsLast = frame.upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING;
        boolean beginsFirst = frame.lower().kind() == Bound.Kind.UNBOUNDED_PRECEDING;
        if (knowsAll && beginsFirst) {
            Side excluded = parts(frame) ? Side.PEERS : Side.NOTHING;
            return new Reach(excluded, excluded, false, false, 0);
        }
        if (knowsAll) {
            return new Reach(before(frame), lowerAfter(frame), true, false, 0);
        }
        if (isOfFirstRows(call)) {
            return new Reach(Side.NOTHING, Side.NOTHING, false, false, nthOf(call));
        }
        boolean beginsNear = frame.unit() == Unit.ROWS || frame.lower().kind() != Bound.Kind.FOLLOWING;
        if (isOfFirst(call) && endsLast && !beginsFirst && beginsNear) {
            return new Reach(before(frame), lowerAfter(frame).further(nthOf(call) - 1), false, false, 0);
        }
        Reach bounds = new Reach(before(frame), after(frame), false, false, 0);
        if (frame.lower().kind() != Bound.Kind.UNBOUNDED_PRECEDING) {
            return bounds;
        }
        boolean plain = !call.ignoreNulls() && frame.exclusion() == Exclusion.NO_OTHERS;
        if (isOfFirst(call) && nthOf(call) <= RowValues.MOST_FIRST_ROWS) {
            return bounds.and(new Reach(Side.NOTHING, Side.NOTHING, false, false, nthOf(call)));
        }
        if (plain && call.function() == OverCall.Function.LAST_VALUE && endsNear(frame)) {
            return bounds;
        }
        if (call.function() == OverCall.Function.LAST_VALUE
                && frame.exclusion() == Exclusion.NO_OTHERS
                && frame.upper().kind() == Bound.Kind.CURRENT_ROW) {
            Side toValue = Side.valued(call.arguments().get(0), 1);
            return bounds.and(new Reach(toValue, Side.NOTHING, false, false, 0));
        }
        return bounds.and(new Reach(Side.NOTHING, Side.NOTHING, true, !carries, 0));
    }

    /** Whether the value is that of a row a known number of rows behind the frame's begin. */
    private static boolean isOfFirst(OverCall call) {
        return !call.ignoreNulls()
                && call.frame().exclusion() == Exclusion.NO_OTHERS
                && (call.function() == OverCall.Function.FIRST_VALUE || call.function() == OverCall.Function.NTH_VALUE);
    }

    /** Whether the value is that of one of the first rows of the partition, for all rows alike. */
    static boolean isOfFirstRows(OverCall call) {
        return isOfFirst(call)
                && call.frame().lower().kind() == Bound.Kind.UNBOUNDED_PRECEDING
                && call.frame().upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING
                && nthOf(call) <= RowValues.MOST_FIRST_ROWS;
    }

    private static long nthOf(OverCall call) {
        return call.function() == OverCall.Function.FIRST_VALUE ? 1 : distanceOf(call);
    }

    /** Whether the last row of the frame is no further away than its upper bound says in rows. */
    private static boolean endsNear(Frame frame) {
        return frame.upper().kind() == Bound.Kind.CURRENT_ROW || frame.unit() == Unit.ROWS;
    }

    static long distanceOf(OverCall call) {
        return call.constants().isEmpty()
                ? 1
                : ((Number) RangeKeys.value(call.constants().get(0))).longValue();
    }

    private static Side before(Frame frame) {
        Side side = peers(frame);
        for (Bound bound : List.of(frame.lower(), frame.upper())) {
            if (bound.kind() == Bound.Kind.PRECEDING) {
                side = side.and(distance(frame.unit(), bound));
            }
        }
        return side;
    }

    private static Side after(Frame frame) {
        if (frame.upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING) {
            return peers(frame).and(Side.EVERYTHING);
        }
        Side side = peers(frame);
        for (Bound bound : List.of(frame.lower(), frame.upper())) {
            if (bound.kind() == Bound.Kind.FOLLOWING) {
                side = side.and(distance(frame.unit(), bound));
            }
        }
        return side;
    }

    /** What must be at hand behind a row to know where its frame begins. */
    private static Side lowerAfter(Frame frame) {
        Bound lower = frame.lower();
        return lower.kind() == Bound.Kind.FOLLOWING ? peers(frame).and(distance(frame.unit(), lower)) : peers(frame);
    }

    private static Side peers(Frame frame) {
        return frame.unit() == Unit.ROWS && !parts(frame) ? Side.NOTHING : Side.PEERS;
    }

    /** Whether rows of the same order are excluded. */
    private static boolean parts(Frame frame) {
        return frame.exclusion() == Exclusion.GROUP || frame.exclusion() == Exclusion.TIES;
    }

    private static Side distance(Unit unit, Bound bound) {
        return switch (unit) {
            case ROWS -> Side.rows(count(bound));
            case GROUPS -> Side.groups(count(bound));
            case RANGE -> new Side(0, 0, List.of(bound.distance().orElseThrow()), List.of());
        };
    }

    static long count(Bound bound) {
        return ((Number) RangeKeys.value(bound.distance().orElseThrow())).longValue();
    }
}
