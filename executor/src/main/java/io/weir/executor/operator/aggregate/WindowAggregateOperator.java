// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.operator.window.Timeline;
import io.weir.executor.operator.window.Windows;
import io.weir.executor.state.Cell;
import io.weir.executor.state.SliceSplit;
import io.weir.executor.state.SliceTables;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.WindowSpec;
import io.weir.plan.physical.PhysicalPlan.WindowAggregate;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals per window and group, sent when the watermark closes the window.
 *
 * <p>Each row is added once, to its group in its slice; a window that fires adds its slices up. Where that is exact, the
 * groups of a sliding window are kept running: new slices are added and old ones taken back. Late rows, whose windows have
 * all fired, are counted and left out.
 */
public final class WindowAggregateOperator implements Operator {
    private static final int FIRED = 0;
    private static final int MERGED = 1;

    private final OperatorContext context;
    private final Windows windows;
    private final Timeline timeline;
    private final GroupKeys keys;
    private final Aggregation aggregation;
    private final List<SliceValues> values = new ArrayList<>();
    private final WindowOutput output;
    /** Whether the groups of a window are made out of those of the window before. */
    private final boolean running;

    // ---- state
    private final SliceTables slices;
    /** The groups of a window of several slices while it fires, or of the last one when they are kept running. */
    private final StateTable window;
    /** To where windows have fired, and to where slices have been added to the running groups, on the timeline. */
    private final Cell progress;

    // ---- the batch
    private final SliceRows rows;
    private final SliceSplit split = new SliceSplit();
    private @Nullable StateTable present;
    private long presentEnd;
    private int presentRow = -1;

    // ---- the barrier
    private long fireTo;
    private long firing = Windows.NONE;
    private final List<WindowStep> steps = new ArrayList<>();
    private int step;

    public WindowAggregateOperator(WindowAggregate plan, OperatorContext context) {
        this.context = context;
        List<DataType> inputTypes = plan.input().schema().types();
        boolean retracts = plan.inputChanges() == ChangeMode.RETRACT;
        windows = new Windows(plan.window());
        timeline = Timeline.of(plan.window(), inputTypes.get(plan.window().timeColumn()));
        keys = new GroupKeys(plan.keys());
        boolean slides =
                plan.window().kind() == WindowSpec.Kind.HOP && AggregateParts.areInvertible(plan.calls(), inputTypes);
        boolean counted = retracts || slides; // a group that has only been taken back is known by its count
        aggregation =
                Aggregation.bySlices(plan.calls(), plan.keys(), inputTypes, retracts, counted, context.state(), values);
        running = values.isEmpty() && (slides || windows.grow());
        List<DataType> keyTypes = GroupKeys.types(plan.keys(), inputTypes);
        slices = context.state().slices("slices", keyTypes, aggregation.columns());
        window = context.state().table("window", keyTypes, aggregation.columns());
        progress = context.state()
                .cell("progress", List.of(ValueType.Raw.LONG, ValueType.Raw.LONG), WindowAggregateOperator::merge);
        output = new WindowOutput(plan, aggregation, windows, timeline, context);
        rows = new SliceRows(plan.window().timeColumn(), windows, timeline, context);
    }

    // ---- rows

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        Batch open = rows.open(batch);
        if (open.size() > 0) {
            if (rows.inOneSlice()) {
                add(open, rows.sliceEnd());
            } else {
                int parts = split.split(open, rows.sliceEnds());
                for (int i = 0; i < parts; i++) {
                    add(split.part(i), split.end(i));
                }
                split.release();
            }
        }
        open.release();
        return Progress.DONE;
    }

    private void add(Batch batch, long sliceEnd) {
        StateTable table = present;
        if (table == null || presentEnd != sliceEnd) {
            table = slices.at(sliceEnd);
            present = table;
            presentEnd = sliceEnd;
            presentRow = keys.none() ? keys.single(table) : -1;
        }
        addTo(table, batch, presentRow);
        if (running && sliceEnd <= merged()) {
            addTo(window, batch, keys.none() ? keys.single(window) : -1);
        }
        for (SliceValues each : values) {
            each.add(batch, sliceEnd);
        }
    }

    private void addTo(StateTable table, Batch batch, int single) {
        if (single >= 0) {
            aggregation.addToOne(table, batch, single);
        } else {
            aggregation.add(table, batch, keys.resolve(table, batch));
        }
    }

    // ---- windows

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.emit()) {
            return Progress.DONE;
        }
        fireTo = timeline.closed(context.watermark(barrier));
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        int visited = 0;
        while (firing != Windows.NONE || begin()) {
            if (out.full() || visited >= TableScan.SLICE) {
                return Progress.MORE;
            }
            if (step < steps.size()) {
                int done = steps.get(step).run();
                visited += Math.max(1, done);
                step += done < 0 ? 1 : 0;
            } else if (output.isOpen()) {
                visited += output.send(out);
                if (!output.isOpen()) {
                    takeBack();
                }
            } else {
                end();
            }
        }
        if (fireTo > fired()) {
            setFired(fireTo);
        }
        return Progress.DONE;
    }

    /** Begins to fire the next window that has closed, if there is one. */
    private boolean begin() {
        long next = Windows.NONE;
        for (int i = 0; i < slices.count(); i++) {
            next = Math.min(next, windows.nextEnd(slices.end(i), fired()));
        }
        if (next == Windows.NONE || next > fireTo) {
            if (next != Windows.NONE) {
                context.waitsFor(timeline.instantOfEnd(next) - 1);
            }
            return false;
        }
        firing = next;
        steps.clear();
        step = 0;
        long[] ends = slicesOf(next);
        StateTable groups = windows.areSlices() ? slices.at(next) : window;
        if (!windows.areSlices()) {
            for (long end : ends) {
                if (!running || end > merged()) {
                    steps.add(new MergeGroups(aggregation, slices.at(end), window, 1));
                }
            }
        }
        if (running) {
            setMerged(next);
        }
        for (SliceValues each : values) {
            each.fire(steps, ends, groups, keys);
        }
        output.open(groups, next);
        return true;
    }

    /** The slices that there are of a window. */
    private long[] slicesOf(long windowEnd) {
        long start = windows.start(windowEnd);
        long[] ends = new long[slices.count()];
        int count = 0;
        for (int i = 0; i < ends.length; i++) {
            long end = slices.end(i);
            if (end > start && end <= windowEnd) {
                ends[count++] = end;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    /** The window has been sent: takes the slices that no later window needs out of the running groups. */
    private void takeBack() {
        if (!running || windows.grow()) {
            return;
        }
        for (int i = 0; i < slices.count() && isDone(i); i++) {
            steps.add(new MergeGroups(aggregation, slices.table(i), window, -1));
        }
    }

    /** Whether no window after the firing one needs a slice. */
    private boolean isDone(int place) {
        return windows.nextEnd(slices.end(place), firing) == Windows.NONE;
    }

    /** The window has fired: drops the slices that no later window needs. */
    private void end() {
        if (!running || (windows.grow() && isDone(0))) {
            window.clear();
        }
        for (SliceValues each : values) {
            each.clear();
        }
        while (slices.count() > 0 && isDone(0)) {
            long dropped = slices.end(0);
            slices.drop(dropped);
            for (SliceValues each : values) {
                each.drop(dropped);
            }
        }
        present = null;
        setFired(firing);
        firing = Windows.NONE;
    }

    // ---- progress; a new cell is zero, which stands for the beginning of time

    private long fired() {
        return progress.word(FIRED) ^ Long.MIN_VALUE;
    }

    private void setFired(long end) {
        progress.setWord(FIRED, end ^ Long.MIN_VALUE);
    }

    private long merged() {
        return progress.word(MERGED) ^ Long.MIN_VALUE;
    }

    private void setMerged(long end) {
        progress.setWord(MERGED, end ^ Long.MIN_VALUE);
    }

    private static void merge(Cell into, Cell other) {
        for (int word : new int[] {FIRED, MERGED}) {
            if (Long.compareUnsigned(into.word(word), other.word(word)) < 0) {
                into.setWord(word, other.word(word));
            }
        }
    }
}
