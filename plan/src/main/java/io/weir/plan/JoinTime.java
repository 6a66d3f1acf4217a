// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/** What time has to do with a join: what the watermark closes, so that state is freed. */
public sealed interface JoinTime {
    /** Nothing: rows are kept for ever, and every change of the inputs changes the result. */
    record None() implements JoinTime {}

    /**
     * An interval join: pairs with {@code lower <= left time - right time <= upper}, on append-only inputs.
     *
     * <p>Rows with a time not above the watermark that opened the epoch are late, counted and dropped; pairs pass at once; a padded row
     * leaves when the watermark says that no partner can come any more: for a left row of time t when the watermark is
     * at least {@code t - lower}, for a right one {@code t + upper}. The condition of the join still holds the comparison.
     *
     * @param leftTime column of the left side
     * @param rightTime column of the right side
     */
    record Interval(int leftTime, int rightTime, long lowerMicros, long upperMicros) implements JoinTime {}

    /**
     * A window join: both sides carry the columns of a window function of the same windows, and the condition makes them
     * equal. Rows of a window that has fired are late, counted and dropped; the result of a window leaves, once, when the
     * watermark passes its end.
     *
     * @param leftEnd column of the left side with the end of the window
     * @param rightEnd column of the right side with the end of the window
     * @param byClock whether the job's clock closes the windows and not the watermark
     */
    record Window(int leftEnd, int rightEnd, boolean byClock) implements JoinTime {
        /** Windows by event time. */
        public Window(int leftEnd, int rightEnd) {
            this(leftEnd, rightEnd, false);
        }
    }

    JoinTime NONE = new None();
}
