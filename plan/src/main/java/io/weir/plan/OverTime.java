// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** What time has to do with functions over frames: whether rows wait for the watermark. */
public sealed interface OverTime {
    /** Nothing: the rows that a change touches are computed again at the barrier. */
    record None() implements OverTime {}

    /**
     * Append-only input in ascending order of its event time, with frames that end at the current row or before: a row leaves, final,
     * when the watermark reaches its time. Rows with a time not above the watermark that opened the epoch are late,
     * counted and dropped.
     *
     * @param timeColumn the first order key
     */
    record EventTime(int timeColumn) implements OverTime {}

    /**
     * Input with the columns of a window function, partitioned by window: the rows of a window leave, final, when the watermark
     * passes its end; rows of a window that has fired are late, counted and dropped.
     *
     * @param endColumn the column with the end of the window
     * @param byClock whether the job's clock closes the windows and not the watermark
     */
    record Window(int endColumn, boolean byClock) implements OverTime {
        /** Windows by event time. */
        public Window(int endColumn) {
            this(endColumn, false);
        }
    }

    OverTime NONE = new None();
}
