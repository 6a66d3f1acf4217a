// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import static java.util.Objects.requireNonNull;

import io.weir.executor.kernel.ErrorMask;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that give a value of another row: LAG, LEAD and the VALUE functions of a frame. */
final class RowValues implements CallValues {
    /** How many first rows of a partition are read beside the others, so that those between are not. */
    static final long MOST_FIRST_ROWS = 1_024;

    private static final long NONE = -1;

    private final OverCall call;
    private final int argument;
    private final int otherwise;
    private final FrameBounds frame;
    /** Whether all rows have the same value, that of one of the first rows. */
    private final boolean ofFirstRows;
    /** How many rows away, or the how manieth of the frame. */
    private final long nth;

    // ---- the sequence at work
    /** By entry, how many rows before it have a value; when rows without one do not count. */
    private long[] counted = {};

    RowValues(OverCall call, List<SortKey> order) {
        this.call = call;
        argument = call.arguments().get(0);
        otherwise =
                isBeside(call) && call.arguments().size() > 1 ? call.arguments().get(1) : -1;
        frame = new FrameBounds(call.frame(), order);
        nth = switch (call.function()) {
            case LAG, LEAD -> Reach.distanceOf(call);
            case NTH_VALUE -> ((Number) RangeKeys.value(call.constants().get(0))).longValue();
            default -> 1;
        };
        ofFirstRows = Reach.isOfFirstRows(call);
    }

    private static boolean isBeside(OverCall call) {
        return call.function() == OverCall.Function.LAG || call.function() == OverCall.Function.LEAD;
    }

    @Override
    public long margin() {
        return isBeside(call) ? nth : frame.margin() + (frame.countsRows() ? nth : 0);
    }

    @Override
    public void begin(Sequence rows) {
        if (!isBeside(call)) {
            frame.begin(rows.entries());
        }
        if (call.ignoreNulls()) {
            int size = rows.entries().size();
            if (counted.length <= size) {
                counted = new long[Math.max(2 * counted.length, size + 1)];
            }
            Vector values = rows.entries().columns()[argument];
            long count = 0;
            for (int i = 0; i < size; i++) {
                counted[i] = count;
                count += values.isNull(i) ? 0 : rows.weight(i);
            }
            counted[size] = count;
        }
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        Vector values = rows.entries().columns()[argument];
        Vector others = otherwise < 0 ? null : rows.entries().columns()[otherwise];
        for (int i = 0; i < wanted.count(); i++) {
            int entry = wanted.entry(i);
            long found = isBeside(call) ? beside(rows, wanted.place(i)) : inFrame(rows, entry, wanted.place(i));
            if (found >= 0) {
                out.append(values, rows.entryAt(found));
            } else if (found == NONE) {
                appendOther(others, entry, out);
            } else {
                Sequence first = requireNonNull(rows.head());
                out.append(first.entries().columns()[argument], first.entryAt(nth - 1));
            }
        }
    }

    private static void appendOther(@Nullable Vector others, int entry, VectorBuilder out) {
        if (others == null) {
            out.appendNull();
        } else {
            out.append(others, entry);
        }
    }

    private long beside(Sequence rows, long place) {
        if (nth == 0) {
            return place;
        }
        boolean back = call.function() == OverCall.Function.LAG;
        if (call.ignoreNulls()) {
            return back ? last(rows, 0, place, nth) : first(rows, place + 1, rows.size(), nth);
        }
        long found = back ? place - nth : place + nth;
        return found >= 0 && found < rows.size() ? found : NONE;
    }

    private long inFrame(Sequence rows, int entry, long place) {
        frame.find(rows, entry, place);
        if (call.function() == OverCall.Function.LAST_VALUE) {
            for (int part = frame.parts() - 1; part >= 0; part--) {
                long found = last(rows, frame.partFrom(part), frame.partTo(part), 1);
                if (found != NONE) {
                    return found;
                }
            }
            return NONE;
        }
        long left = nth;
        if (ofFirstRows) {
            return requireNonNull(rows.head()).size() >= nth ? NONE - 1 : NONE;
        }
        if (frame.beginsFirst() && rows.head() != null) {
            long before = rows.before()[Prefix.ROWS];
            if (left > before + frame.to()) {
                return NONE;
            }
            if (left <= before) {
                return NONE - 1;
            }
            left -= before;
        }
        for (int part = 0; part < frame.parts(); part++) {
            long found = first(rows, frame.partFrom(part), frame.partTo(part), left);
            if (found != NONE) {
                return found;
            }
            left -= count(rows, frame.partFrom(part), frame.partTo(part));
        }
        return NONE;
    }

    /** How many rows of some count. */
    private long count(Sequence rows, long from, long to) {
        return call.ignoreNulls() ? countedBefore(rows, to) - countedBefore(rows, from) : to - from;
    }

    private long countedBefore(Sequence rows, long place) {
        int entry = rows.entryAt(place);
        boolean ofEntry = entry < rows.entries().size() && counted[entry + 1] > counted[entry];
        return counted[entry] + (ofEntry ? place - rows.start(entry) : 0);
    }

    /** The n-th row that counts, from the first on. */
    private long first(Sequence rows, long from, long to, long n) {
        if (from >= to) {
            return NONE;
        }
        if (!call.ignoreNulls()) {
            return to - from >= n ? from + n - 1 : NONE;
        }
        long wanted = countedBefore(rows, from) + n - 1;
        return wanted < countedBefore(rows, to) ? placeOf(rows, wanted) : NONE;
    }

    /** The n-th row that counts, from the last back. */
    private long last(Sequence rows, long from, long to, long n) {
        if (from >= to) {
            return NONE;
        }
        if (!call.ignoreNulls()) {
            return to - from >= n ? to - n : NONE;
        }
        long wanted = countedBefore(rows, to) - n;
        return wanted >= countedBefore(rows, from) ? placeOf(rows, wanted) : NONE;
    }

    /** The place of the row that so many rows that count stand before. */
    private long placeOf(Sequence rows, long countBefore) {
        int low = 0;
        int high = rows.entries().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counted[middle + 1] <= countBefore) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return rows.start(low) + countBefore - counted[low];
    }
}
