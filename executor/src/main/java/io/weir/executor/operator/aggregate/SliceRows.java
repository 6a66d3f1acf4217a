// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.window.Timeline;
import io.weir.executor.operator.window.Windows;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;

/** Finds the slices of a batch's rows, and leaves out rows without a time and those that come too late. */
final class SliceRows {
    private final int timeColumn;
    private final Windows windows;
    private final Timeline timeline;
    private final OperatorContext context;

    private long[] own = {};
    private long[] ends = {};
    private boolean inOneSlice;
    private long sliceEnd;

    // the watermark that lateness was last worked out for
    private long watermark;
    private long closed = Long.MIN_VALUE;
    private boolean closedKnown;

    SliceRows(int timeColumn, Windows windows, Timeline timeline, OperatorContext context) {
        this.timeColumn = timeColumn;
        this.windows = windows;
        this.timeline = timeline;
        this.context = context;
    }

    /** The rows that belong to a window that is open; the caller releases them. */
    Batch open(Batch batch) {
        LongVector times = (LongVector) batch.column(timeColumn).flat();
        Batch timed = times.nulls() == null ? batch.retain() : withTime(batch, times.nulls());
        if (timed.size() == 0) {
            return timed;
        }
        long[] local = local(timed, times.values());
        int count = timed.size();
        long least = local[0];
        long greatest = local[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, local[i]);
            greatest = Math.max(greatest, local[i]);
        }
        sliceEnd = windows.sliceEnd(least);
        inOneSlice = greatest < sliceEnd;
        boolean allOpen = !windows.haveGaps() && windows.nextEnd(sliceEnd, closed()) != Windows.NONE;
        if (inOneSlice && allOpen) {
            return timed;
        }
        findEnds(local, count);
        return allOpen ? timed : leaveOutLate(timed);
    }

    /** Whether all rows lie in the slice {@link #sliceEnd()}; else {@link #sliceEnds()} has the slice of each. */
    boolean inOneSlice() {
        return inOneSlice;
    }

    long sliceEnd() {
        return sliceEnd;
    }

    long[] sliceEnds() {
        return ends;
    }

    private Batch withTime(Batch batch, boolean[] nulls) {
        int[] kept = new int[batch.size()];
        int count = 0;
        long dropped = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (nulls[row]) {
                dropped += Math.abs(batch.weight(row));
            } else {
                kept[count++] = row;
            }
        }
        context.counters().addDropped(dropped);
        return batch.withSelection(kept, count);
    }

    /** The time of each row that counts, on the timeline. */
    private long[] local(Batch batch, long[] times) {
        int[] selection = batch.selection();
        if (selection == null && !timeline.isShifted()) {
            return times;
        }
        int count = batch.size();
        room(count);
        for (int i = 0; i < count; i++) {
            own[i] = times[selection == null ? i : selection[i]];
        }
        if (timeline.isShifted()) {
            for (int i = 0; i < count; i++) {
                own[i] = timeline.local(own[i]);
            }
        }
        return own;
    }

    private void findEnds(long[] local, int count) {
        room(count);
        long slice = windows.sliceMicros();
        long end = sliceEnd;
        for (int i = 0; i < count; i++) {
            if (local[i] >= end || local[i] < end - slice) {
                end = windows.sliceEnd(local[i]);
            }
            ends[i] = end;
        }
    }

    /** Counts and leaves out the rows whose windows have all fired, and the rows that are in no window. */
    private Batch leaveOutLate(Batch batch) {
        int[] kept = new int[batch.size()];
        int count = 0;
        long late = 0;
        long outside = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (windows.nextEnd(ends[i], closed()) != Windows.NONE) {
                ends[count] = ends[i];
                kept[count++] = row;
            } else if (windows.lastEnd(ends[i]) >= ends[i]) {
                late += Math.abs(batch.weight(row));
            } else {
                outside += Math.abs(batch.weight(row));
            }
        }
        context.counters().addLate(late);
        context.counters().addFiltered(outside);
        if (count > 0) {
            sliceEnd = ends[0];
            inOneSlice = true;
            for (int i = 1; i < count; i++) {
                inOneSlice &= ends[i] == sliceEnd;
            }
        }
        Batch open = batch.withSelection(kept, count);
        batch.release();
        return open;
    }

    private long closed() {
        long opened = context.openWatermark();
        if (!closedKnown || watermark != opened) {
            watermark = opened;
            closed = timeline.closed(opened);
            closedKnown = true;
        }
        return closed;
    }

    private void room(int count) {
        if (own.length < count) {
            own = new long[Math.max(Batch.MAX_ROWS, count)];
            ends = new long[own.length];
        }
    }
}
