// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.plan.OverCall.Bound;
import io.weir.plan.OverCall.Exclusion;
import io.weir.plan.OverCall.Frame;
import io.weir.plan.OverCall.Unit;
import io.weir.plan.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the frame of a row begins and ends in its sequence: as up to three parts, between which lies what it excludes. */
final class FrameBounds {
    private final Frame frame;
    private final long lowerRows;
    private final long upperRows;
    private final @Nullable MovedKeys lowerKeys;
    private final @Nullable MovedKeys upperKeys;

    private long from;
    private long to;
    private int parts;
    private final long[] partFrom = new long[3];
    private final long[] partTo = new long[3];

    FrameBounds(Frame frame, List<SortKey> order) {
        this.frame = frame;
        lowerRows = distance(frame, frame.lower());
        upperRows = distance(frame, frame.upper());
        lowerKeys = keys(frame, frame.lower(), order);
        upperKeys = keys(frame, frame.upper(), order);
    }

    private static long distance(Frame frame, Bound bound) {
        if (frame.unit() == Unit.RANGE || bound.distance().isEmpty()) {
            return 0;
        }
        return bound.kind() == Bound.Kind.PRECEDING ? -Reach.count(bound) : Reach.count(bound);
    }

    private static @Nullable MovedKeys keys(Frame frame, Bound bound, List<SortKey> order) {
        return frame.unit() == Unit.RANGE && bound.distance().isPresent()
                ? new MovedKeys(order.get(0), bound.distance().get(), bound.kind() == Bound.Kind.PRECEDING ? -1 : 1)
                : null;
    }

    /** Begins with other entries. */
    void begin(Entries entries) {
        if (lowerKeys != null) {
            lowerKeys.begin(entries);
        }
        if (upperKeys != null) {
            upperKeys.begin(entries);
        }
    }

    /** The frame's first row, whatever is excluded. */
    long from() {
        return from;
    }

    /** Behind the frame's last row, whatever is excluded. */
    long to() {
        return to;
    }

    int parts() {
        return parts;
    }

    long partFrom(int part) {
        return partFrom[part];
    }

    long partTo(int part) {
        return partTo[part];
    }

    boolean excludesSome() {
        return frame.exclusion() != Exclusion.NO_OTHERS;
    }

    /** Whether the frame begins with the partition. */
    boolean beginsFirst() {
        return frame.lower().kind() == Bound.Kind.UNBOUNDED_PRECEDING;
    }

    /** Whether the frame ends with the partition. */
    boolean endsLast() {
        return frame.upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING;
    }

    /** How far from equal rows their frames still differ. */
    long margin() {
        return frame.unit() == Unit.ROWS ? Math.abs(lowerRows) + Math.abs(upperRows) + 1 : 0;
    }

    /** Whether frames of any two rows differ in how many rows they have. */
    boolean growsByRows() {
        return frame.unit() == Unit.ROWS
                && (frame.lower().kind() == Bound.Kind.UNBOUNDED_PRECEDING)
                        != (frame.upper().kind() == Bound.Kind.UNBOUNDED_FOLLOWING);
    }

    boolean countsRows() {
        return frame.unit() == Unit.ROWS;
    }

    /** Finds the frame of a row. */
    void find(Sequence rows, int entry, long place) {
        long size = rows.size();
        from = Math.max(0, Math.min(size, lower(rows, entry, place)));
        to = Math.max(from, Math.min(size, upper(rows, entry, place)));
        parts = 0;
        switch (frame.exclusion()) {
            case NO_OTHERS -> part(from, to);
            case CURRENT_ROW -> {
                part(from, Math.min(to, place));
                part(Math.max(from, place + 1), to);
            }
            case GROUP -> {
                part(from, Math.min(to, rows.peersFrom(entry)));
                part(Math.max(from, rows.peersTo(entry)), to);
            }
            case TIES -> {
                part(from, Math.min(to, rows.peersFrom(entry)));
                part(Math.max(from, place), Math.min(to, place + 1));
                part(Math.max(from, rows.peersTo(entry)), to);
            }
        }
    }

    private void part(long begin, long end) {
        if (begin < end) {
            partFrom[parts] = begin;
            partTo[parts++] = end;
        }
    }

    private long lower(Sequence rows, int entry, long place) {
        return switch (frame.lower().kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.size();
            case CURRENT_ROW -> frame.unit() == Unit.ROWS ? place : rows.peersFrom(entry);
            case PRECEDING, FOLLOWING -> {
                if (lowerKeys == null) {
                    yield frame.unit() == Unit.ROWS
                            ? moved(place, lowerRows)
                            : rows.startOfGroup(moved(rows.group(entry), lowerRows));
                }
                yield lowerKeys.isNull(entry) ? rows.peersFrom(entry) : rows.start(lowerKeys.find(entry, true));
            }
        };
    }

    private long upper(Sequence rows, int entry, long place) {
        return switch (frame.upper().kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.size();
            case CURRENT_ROW -> frame.unit() == Unit.ROWS ? place + 1 : rows.peersTo(entry);
            case PRECEDING, FOLLOWING -> {
                if (upperKeys == null) {
                    yield frame.unit() == Unit.ROWS
                            ? moved(place + 1, upperRows)
                            : rows.startOfGroup(moved(rows.group(entry) + 1L, upperRows));
                }
                yield upperKeys.isNull(entry) ? rows.peersTo(entry) : rows.start(upperKeys.find(entry, false));
            }
        };
    }

    /** A place moved by a distance, no further than any sequence reaches. */
    private static long moved(long place, long distance) {
        long sum = place + distance;
        return distance > 0 && sum < place ? Long.MAX_VALUE : sum;
    }
}
