// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.operator.Barrier;
import io.weir.executor.time.WatermarkMerge;
import io.weir.executor.time.WatermarkMerge.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of up to six events of up to four inputs, against the sentences of the design: an input that is neither
 * idle nor ended holds the watermark at its own; all idle gives the greatest; all ended the end of time; never lower.
 *
 * <p>Inputs are alike, so a sequence counts once however they are numbered: the first event of an input that has had
 * none goes to the lowest such number.
 */
class WatermarkSequencesTest {
    private static final int INPUTS = 4;
    private static final int EVENTS = 6;
    /** Of scans and splits, whose sequences take longer; 6 with {@code -Dexhaustive=true}. */
    private static final int EVENTS_OF_SCANS = Boolean.getBoolean("exhaustive") ? EVENTS : EVENTS - 1;

    private enum Kind {
        /** Its watermark goes on a little. */
        STEP,
        /** Its watermark goes on by more than others may make up. */
        LEAP,
        IDLE,
        /** Has rows again, none of them newer. */
        ACTIVE,
        END
    }

    private record Event(int input, Kind kind) {}

    /** What a merge has made of all events so far. */
    private interface Merged {
        long after(Event event);

        /** As it was before anything happened. */
        void reset();
    }

    /** What one input does, told in plain words. */
    private static final class Input {
        long watermark = Barrier.NO_WATERMARK;
        boolean idle;
        boolean ended;

        void take(Kind kind) {
            switch (kind) {
                case STEP, LEAP -> {
                    watermark = Math.max(watermark, 0) + (kind == Kind.STEP ? 1 : 3);
                    idle = false;
                }
                case IDLE -> idle = true;
                case ACTIVE -> idle = false;
                case END -> ended = true;
            }
        }
    }

    /** Counts sequences, since a test that tries none is green too. */
    private long sequences;

    private int length;

    private void all(Merged merged, int inputs, boolean splits, int events) {
        length = events;
        extend(new ArrayList<>(), merged, inputs, splits);
    }

    private void extend(List<Event> events, Merged merged, int inputs, boolean splits) {
        if (events.size() == length) {
            check(events, merged, inputs, splits);
            sequences++;
            return;
        }
        int touched = events.stream().mapToInt(Event::input).max().orElse(-1) + 1;
        for (int input = 0; input < Math.min(inputs, touched + 1); input++) {
            int of = input;
            boolean ended = events.stream().anyMatch(each -> each.input() == of && each.kind() == Kind.END);
            for (Kind kind : Kind.values()) {
                if (!ended) {
                    events.add(new Event(input, kind));
                    extend(events, merged, inputs, splits);
                    events.remove(events.size() - 1);
                }
            }
            if (ended && touched == inputs && endedAll(events, inputs)) {
                check(events, merged, inputs, splits);
                sequences++;
                return;
            }
        }
    }

    private static boolean endedAll(List<Event> events, int inputs) {
        return events.stream().filter(each -> each.kind() == Kind.END).count() == inputs;
    }

    private static void check(List<Event> events, Merged merged, int inputs, boolean splits) {
        Input[] all = new Input[inputs];
        for (int i = 0; i < inputs; i++) {
            all[i] = new Input();
        }
        merged.reset();
        long expected = Barrier.NO_WATERMARK;
        for (int i = 0; i < events.size(); i++) {
            all[events.get(i).input()].take(events.get(i).kind());
            expected = Math.max(expected, now(all, splits));
            long found = merged.after(events.get(i));
            if (found != expected) {
                assertThat(found)
                        .as("%d inputs after %s", inputs, events.subList(0, i + 1))
                        .isEqualTo(expected);
            }
        }
    }

    /**
     * The watermark of what the inputs are now.
     *
     * @param splits whether they are splits of one scan: one that has ended while others go on counts as idle
     */
    private static long now(Input[] inputs, boolean splits) {
        long least = Barrier.END_OF_TIME;
        long greatest = Barrier.NO_WATERMARK;
        int held = 0;
        int ended = 0;
        int idle = 0;
        for (Input input : inputs) {
            if (input.ended && !splits) {
                ended++;
            } else if (input.idle || input.ended) {
                idle++;
                ended += input.ended ? 1 : 0;
                greatest = Math.max(greatest, input.watermark);
            } else {
                held++;
                least = Math.min(least, input.watermark);
            }
        }
        if (held > 0) {
            return least;
        }
        return ended == inputs.length ? Barrier.END_OF_TIME : idle > 0 ? greatest : Barrier.NO_WATERMARK;
    }

    // ---- the merge alone

    private static final class Alone implements Merged {
        private final Activity[] activities;
        private final long[] watermarks;
        private long before;

        Alone(int inputs) {
            activities = new Activity[inputs];
            watermarks = new long[inputs];
            reset();
        }

        @Override
        public void reset() {
            java.util.Arrays.fill(activities, Activity.ACTIVE);
            java.util.Arrays.fill(watermarks, Barrier.NO_WATERMARK);
            before = Barrier.NO_WATERMARK;
        }

        @Override
        public long after(Event event) {
            int i = event.input();
            switch (event.kind()) {
                case STEP, LEAP -> {
                    watermarks[i] = Math.max(watermarks[i], 0) + (event.kind() == Kind.STEP ? 1 : 3);
                    activities[i] = Activity.ACTIVE;
                }
                case IDLE -> activities[i] = Activity.IDLE;
                case ACTIVE -> activities[i] = Activity.ACTIVE;
                case END -> activities[i] = Activity.FINISHED;
            }
            before = WatermarkMerge.merge(before, activities, watermarks);
            return before;
        }
    }

    // ---- the splits of a scan, and scans below a node

    private static final class Times implements Merged {
        private final int inputs;
        private final boolean splits;
        private final SplitProgress[] progress;
        private ScanTimes times;

        Times(int inputs, boolean splits) {
            this.inputs = inputs;
            this.splits = splits;
            progress = new SplitProgress[inputs];
            times = fresh();
        }

        private ScanTimes fresh() {
            List<ScanTraits> scans = new ArrayList<>();
            int[] group = new int[splits ? 1 : inputs];
            for (int i = 0; i < group.length; i++) {
                scans.add(new ScanTraits(false, true, false, 1));
                group[i] = i;
            }
            return new ScanTimes(scans, List.of(group));
        }

        @Override
        public void reset() {
            times = fresh();
            for (int i = 0; i < inputs; i++) {
                move(i, SplitProgress.none());
            }
        }

        private void move(int input, SplitProgress to) {
            progress[input] = to;
            times.moved(Map.of(new SplitId(splits ? 0 : input, "split " + input), to));
        }

        @Override
        public long after(Event event) {
            int i = event.input();
            SplitProgress was = progress[i];
            long watermark = was.watermark();
            boolean idle = was.idle();
            switch (event.kind()) {
                case STEP, LEAP -> {
                    watermark = Math.max(watermark, 0) + (event.kind() == Kind.STEP ? 1 : 3);
                    idle = false;
                }
                case IDLE -> idle = true;
                case ACTIVE -> idle = false;
                case END -> {}
            }
            move(i, new SplitProgress(null, watermark, watermark, watermark, idle, event.kind() == Kind.END));
            times.beginCut();
            boolean all = java.util.Arrays.stream(progress).allMatch(SplitProgress::finished);
            for (int scan = 0; scan < (splits ? 1 : inputs); scan++) {
                if (splits ? all : progress[scan].finished()) {
                    times.reportEnd(scan);
                }
            }
            times.advance(false);
            return times.groupWatermarks()[0];
        }
    }

    @Test
    void theMergeAlone() {
        for (int inputs = 1; inputs <= INPUTS; inputs++) {
            all(new Alone(inputs), inputs, false, EVENTS);
        }
        assertThat(sequences).isGreaterThan(1_000_000);
    }

    @Test
    void theSplitsOfAScan() {
        for (int inputs = 1; inputs <= INPUTS; inputs++) {
            all(new Times(inputs, true), inputs, true, EVENTS_OF_SCANS);
        }
        assertThat(sequences).isGreaterThan(100_000);
    }

    @Test
    void theScansBelowANode() {
        for (int inputs = 1; inputs <= INPUTS; inputs++) {
            all(new Times(inputs, false), inputs, false, EVENTS_OF_SCANS);
        }
        assertThat(sequences).isGreaterThan(100_000);
    }
}
