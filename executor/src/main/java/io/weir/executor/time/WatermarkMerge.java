// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

import io.weir.executor.operator.Barrier;
import java.util.Arrays;

/**
 * Makes one watermark of several: of the splits of a scan, and of the scans below a node.
 *
 * <pre>
 *   any active or paused      the least watermark of those
 *   else any idle             the greatest watermark of those
 *   else any finished         the end of time
 *   else (none, or timeless)  no news
 * </pre>
 *
 * The result is never lower than it was before.
 */
public final class WatermarkMerge {
    /** What an input does at a barrier. */
    public enum Activity {
        /** Gives rows, or may at any moment. */
        ACTIVE,
        /** Has had no rows for its idle timeout. */
        IDLE,
        /** Will never have rows again. */
        FINISHED,
        /** Held back by us, so that its silence says nothing. */
        PAUSED,
        /** Has no time, or none that is used. */
        TIMELESS
    }

    private WatermarkMerge() {}

    /**
     * The merged watermark.
     *
     * @param before what the last merge gave
     * @param activities one for each input
     * @param watermarks one for each input; that of a finished or timeless one does not matter
     */
    public static long merge(long before, Activity[] activities, long[] watermarks) {
        long least = Barrier.END_OF_TIME;
        long greatest = Barrier.NO_WATERMARK;
        for (int i = 0; i < activities.length; i++) {
            switch (activities[i]) {
                case ACTIVE, PAUSED -> least = Math.min(least, watermarks[i]);
                case IDLE -> greatest = Math.max(greatest, watermarks[i]);
                case FINISHED, TIMELESS -> {}
            }
        }
        long merged = switch (activity(activities)) {
            case ACTIVE, PAUSED -> least;
            case IDLE -> greatest;
            case FINISHED -> Barrier.END_OF_TIME;
            case TIMELESS -> Barrier.NO_WATERMARK;
        };
        return Math.max(before, merged);
    }

    /** What several inputs do together, when they are one input of something else. */
    public static Activity activity(Activity[] activities) {
        for (Activity strongest : new Activity[] {Activity.ACTIVE, Activity.PAUSED, Activity.IDLE, Activity.FINISHED}) {
            if (Arrays.asList(activities).contains(strongest)) {
                return strongest;
            }
        }
        return Activity.TIMELESS;
    }
}
