// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.SortKey;
import io.weir.plan.expression.Expression.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the frame of a row begins and ends in its sequence. */
final class FrameBounds {
    private final Frame frame;
    /** The order key of a RANGE frame with distances. */
    private final @Nullable SortKey key;

    private int from;
    private int to;

    FrameBounds(Frame frame, List<SortKey> order) {
        this.frame = frame;
        key = order.isEmpty() ? null : order.get(0);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Finds the frame of a row, without what it excludes: rows from {@link #from} to before {@link #to}. */
    void find(Sequence rows, int row) {
        from = clip(lower(rows, row), rows.size());
        to = Math.max(from, clip(upper(rows, row), rows.size()));
    }

    /** Whether the frame of a row leaves out one of its rows. */
    boolean excludes(Sequence rows, int row, int other) {
        return switch (frame.exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> other == row;
            case GROUP -> rows.group(other) == rows.group(row);
            case TIES -> other != row && rows.group(other) == rows.group(row);
        };
    }

    boolean excludesSome() {
        return frame.exclusion() != Exclusion.NO_OTHERS;
    }

    private static int clip(long place, int size) {
        return (int) Math.max(0, Math.min(size, place));
    }

    private long lower(Sequence rows, int row) {
        Bound bound = frame.lower();
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.size();
            case CURRENT_ROW ->
                switch (frame.unit()) {
                    case ROWS -> row;
                    case RANGE, GROUPS -> rows.peersFrom(row);
                };
            case PRECEDING, FOLLOWING -> {
                int sign = bound.kind() == Bound.Kind.PRECEDING ? -1 : 1;
                yield switch (frame.unit()) {
                    case ROWS -> moved(row, sign, Reach.count(bound));
                    case GROUPS -> rows.firstOfGroup(moved(rows.group(row), sign, Reach.count(bound)));
                    case RANGE -> ranged(rows, row, bound.distance().orElseThrow(), sign, true);
                };
            }
        };
    }

    private long upper(Sequence rows, int row) {
        Bound bound = frame.upper();
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.size();
            case CURRENT_ROW ->
                switch (frame.unit()) {
                    case ROWS -> row + 1L;
                    case RANGE, GROUPS -> rows.peersTo(row);
                };
            case PRECEDING, FOLLOWING -> {
                int sign = bound.kind() == Bound.Kind.PRECEDING ? -1 : 1;
                yield switch (frame.unit()) {
                    case ROWS -> moved(row + 1L, sign, Reach.count(bound));
                    case GROUPS -> rows.firstOfGroup(moved(rows.group(row) + 1L, sign, Reach.count(bound)));
                    case RANGE -> ranged(rows, row, bound.distance().orElseThrow(), sign, false);
                };
            }
        };
    }

    private static long moved(long place, int sign, long count) {
        return sign < 0 ? place - Math.min(count, place + 1) : place + Math.min(count, Integer.MAX_VALUE);
    }

    /** The first row that is not before the moved key of a row, or the first that is behind it; NULL is a peer of NULL alone. */
    private int ranged(Sequence rows, int row, Literal distance, int sign, boolean lower) {
        SortKey sorted = key == null ? new SortKey(0, false, false) : key;
        Object base = rows.value(sorted.column(), row);
        if (base == null) {
            return lower ? rows.peersFrom(row) : rows.peersTo(row);
        }
        int direction = sorted.descending() ? -1 : 1;
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Object value = rows.value(sorted.column(), middle);
            int order;
            if (value == null) {
                order = sorted.nullsFirst() ? -1 : 1;
            } else {
                order = direction
                        * RangeKeys.compare(value, base, rows.type(sorted.column()), distance, sign * direction);
            }
            if (order < 0 || order == 0 && !lower) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
