// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.operator.Barrier;
import io.weir.executor.time.WatermarkMerge.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WatermarkMergeTest {
    private static final long[] WATERMARKS = {Barrier.NO_WATERMARK, 1, 2};
    private static final long[] BEFORE = {Barrier.NO_WATERMARK, 0, 1, 2, 3};

    private record Input(Activity activity, long watermark) {}

    /** Every way in which three inputs or fewer can be, after every watermark before. */
    @Test
    void itFollowsItsTableInEveryCase() {
        List<Input> kinds = new ArrayList<>();
        for (Activity activity : Activity.values()) {
            LongStream.of(WATERMARKS).forEach(watermark -> kinds.add(new Input(activity, watermark)));
        }
        int cases = 0;
        List<List<Input>> lists = new ArrayList<>(List.of(List.of()));
        for (int from = 0, size = 0; size < 3; size++) {
            int to = lists.size();
            for (; from < to; from++) {
                for (Input kind : kinds) {
                    List<Input> longer = new ArrayList<>(lists.get(from));
                    longer.add(kind);
                    lists.add(longer);
                }
            }
        }
        for (List<Input> inputs : lists) {
            for (long before : BEFORE) {
                assertThat(merge(before, inputs))
                        .as("%s after %d", inputs, before)
                        .isEqualTo(model(before, inputs));
                cases++;
            }
        }
        assertThat(cases).isEqualTo((1 + 15 + 15 * 15 + 15 * 15 * 15) * BEFORE.length);
    }

    private static long merge(long before, List<Input> inputs) {
        return WatermarkMerge.merge(
                before,
                inputs.stream().map(Input::activity).toArray(Activity[]::new),
                inputs.stream().mapToLong(Input::watermark).toArray());
    }

    /** The sentences of the design, one after the other. */
    private static long model(long before, List<Input> inputs) {
        List<Input> timed = inputs.stream()
                .filter(each -> each.activity() != Activity.TIMELESS)
                .toList();
        List<Input> unfinished = timed.stream()
                .filter(each -> each.activity() != Activity.FINISHED)
                .toList();
        long now;
        if (timed.isEmpty()) {
            now = before;
        } else if (unfinished.isEmpty()) {
            now = Barrier.END_OF_TIME;
        } else if (unfinished.stream().allMatch(each -> each.activity() == Activity.IDLE)) {
            now = unfinished.stream().mapToLong(Input::watermark).max().getAsLong();
        } else {
            now = unfinished.stream()
                    .filter(each -> each.activity() != Activity.IDLE)
                    .mapToLong(Input::watermark)
                    .min()
                    .getAsLong();
        }
        return Math.max(before, now);
    }

    @Test
    void severalInputsTogetherAreWhatTheLiveliestIs() {
        assertThat(WatermarkMerge.activity(new Activity[] {Activity.IDLE, Activity.ACTIVE, Activity.PAUSED}))
                .isEqualTo(Activity.ACTIVE);
        assertThat(WatermarkMerge.activity(new Activity[] {Activity.IDLE, Activity.PAUSED}))
                .isEqualTo(Activity.PAUSED);
        assertThat(WatermarkMerge.activity(new Activity[] {Activity.FINISHED, Activity.IDLE}))
                .isEqualTo(Activity.IDLE);
        assertThat(WatermarkMerge.activity(new Activity[] {Activity.TIMELESS, Activity.FINISHED}))
                .isEqualTo(Activity.FINISHED);
        assertThat(WatermarkMerge.activity(new Activity[0])).isEqualTo(Activity.TIMELESS);
    }
}
