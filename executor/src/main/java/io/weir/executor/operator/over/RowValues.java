// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.VectorBuilder;
import java.util.List;

/** The functions that give a value of another row: LAG, LEAD and the VALUE functions of a frame. */
final class RowValues implements CallValues {
    private static final int NONE = -1;

    private final OverCall call;
    private final int argument;
    private final FrameBounds frame;

    RowValues(OverCall call, List<SortKey> order) {
        this.call = call;
        argument = call.arguments().get(0);
        frame = new FrameBounds(call.frame(), order);
    }

    @Override
    public void append(Sequence rows, VectorBuilder out, ErrorMask errors) {
        for (int row = rows.wantedFrom(); row < rows.wantedTo(); row++) {
            int found = switch (call.function()) {
                case LAG -> beside(rows, row, -1);
                case LEAD -> beside(rows, row, 1);
                case FIRST_VALUE -> inFrame(rows, row, 1, 1);
                case LAST_VALUE -> inFrame(rows, row, 1, -1);
                case NTH_VALUE ->
                    inFrame(
                            rows,
                            row,
                            ((Number) RangeKeys.value(call.constants().get(0))).longValue(),
                            1);
                default -> throw new IllegalStateException(call.function().name());
            };
            if (found != NONE) {
                out.append(rows.columns()[argument], found);
            } else if (call.arguments().size() > 1 && isBeside()) {
                out.append(rows.columns()[call.arguments().get(1)], row);
            } else {
                out.appendNull();
            }
        }
    }

    private boolean isBeside() {
        return call.function() == OverCall.Function.LAG || call.function() == OverCall.Function.LEAD;
    }

    private int beside(Sequence rows, int row, int direction) {
        long left = Reach.distanceOf(call);
        if (left == 0) {
            return row;
        }
        if (!call.ignoreNulls()) {
            long place = row + direction * Math.min(left, Integer.MAX_VALUE);
            return place >= 0 && place < rows.size() ? (int) place : NONE;
        }
        for (int place = row + direction; place >= 0 && place < rows.size(); place += direction) {
            if (!rows.isNull(argument, place) && --left == 0) {
                return place;
            }
        }
        return NONE;
    }

    private int inFrame(Sequence rows, int row, long nth, int direction) {
        frame.find(rows, row);
        long left = nth;
        int first = direction > 0 ? frame.from() : frame.to() - 1;
        for (int place = first; place >= frame.from() && place < frame.to(); place += direction) {
            boolean counts = !frame.excludes(rows, row, place) && !(call.ignoreNulls() && rows.isNull(argument, place));
            if (counts && --left == 0) {
                return place;
            }
        }
        return NONE;
    }
}
