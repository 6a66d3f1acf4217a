// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.SliceTables;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.Batch;
import io.weir.spi.type.DataType;
import java.util.List;

/**
 * The values of a distinct or retracting call, counted per slice; the accumulators behind it see each value once, when
 * its window fires.
 */
final class SliceValues {
    private final Feed feed;
    private final int[] columns;
    private final Intake intake;
    private final DistinctValues counting;
    private final SliceTables slices;
    /** The values of a window that is firing. */
    private final StateTable window;

    /**
     * @param columns of the input: the group's keys, then the arguments
     * @param groupKeys how many of them are the group's keys
     * @param number tells the calls of one operator apart
     */
    SliceValues(Feed feed, int[] columns, int groupKeys, List<DataType> types, StateStore state, int number) {
        this.feed = feed;
        this.columns = columns;
        List<ValueType> count = List.of(ValueType.Raw.LONG);
        slices = state.slices("values_" + number, types, groupKeys, count);
        window = state.table("window_values_" + number, types, groupKeys, count);
        intake = new Intake(feed.lens(), null, null);
        counting = new DistinctValues(columns, groupKeys);
    }

    void add(Batch batch, long sliceEnd) {
        intake.take(batch, null);
        if (intake.count() > 0) {
            counting.narrow(intake, slices.at(sliceEnd));
        }
        intake.drop();
    }

    /** The steps that bring the values of slices into the groups of a window. */
    void fire(List<WindowStep> steps, long[] sliceEnds, StateTable groups, GroupKeys keys) {
        StateTable values = window;
        if (sliceEnds.length == 1) {
            StateTable only = slices.find(sliceEnds[0]);
            if (only == null) {
                return;
            }
            values = only;
        } else {
            for (long end : sliceEnds) {
                StateTable slice = slices.find(end);
                if (slice != null) {
                    steps.add(new MergeValues(slice, window));
                }
            }
        }
        steps.add(new FeedValues(feed, columns, values, groups, keys));
    }

    /** The window has fired. */
    void clear() {
        if (window.size() > 0) {
            window.clear();
        }
    }

    void drop(long sliceEnd) {
        if (slices.find(sliceEnd) != null) {
            slices.drop(sliceEnd);
        }
    }
}
