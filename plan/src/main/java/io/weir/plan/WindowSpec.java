// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

import java.util.List;

/**
 * How rows fall into windows.
 *
 * <p>Window ends are {@code e = origin + offset + k * slide} for whole k, a window covers {@code [e - size, e)}; computed with floorMod on
 * microseconds, for TIMESTAMP_LTZ on local time of {@code zone}.
 *
 * @param timeColumn input column of type TIMESTAMP or TIMESTAMP_LTZ; a NULL there is counted and left out
 * @param sizeMicros length of a window; for CUMULATE the greatest; for SESSION the gap
 * @param slideMicros distance of windows: the size for TUMBLE, the slide for HOP, the step for CUMULATE; the gap for SESSION
 * @param partition columns whose values each have sessions of their own; empty unless SESSION
 * @param zone IANA name of the zone; UTC for TIMESTAMP
 * @param byClock whether the time column is the time of the epoch, so that the job's clock closes windows and not the watermark
 * @param revised whether rows that fall into a SESSION may be taken back, so that one may end before the watermark of its epoch; a
 *     row that is late by its own time is then kept only where an open session has a row at or before its time, which keeps the
 *     sessions of a partition apart: each ends after all that have closed before it
 */
public record WindowSpec(
        Kind kind,
        int timeColumn,
        long sizeMicros,
        long slideMicros,
        long offsetMicros,
        String zone,
        List<Integer> partition,
        boolean byClock,
        boolean revised) {
    public WindowSpec {
        partition = List.copyOf(partition);
    }

    /** Windows of the whole input, by event time: all but SESSION have no other. */
    public WindowSpec(Kind kind, int timeColumn, long sizeMicros, long slideMicros, long offsetMicros, String zone) {
        this(kind, timeColumn, sizeMicros, slideMicros, offsetMicros, zone, List.of(), false, false);
    }

    /** Windows by event time. */
    public WindowSpec(
            Kind kind,
            int timeColumn,
            long sizeMicros,
            long slideMicros,
            long offsetMicros,
            String zone,
            List<Integer> partition) {
        this(kind, timeColumn, sizeMicros, slideMicros, offsetMicros, zone, partition, false, false);
    }

    /** The same windows of other columns. */
    public WindowSpec of(int otherTimeColumn, List<Integer> otherPartition) {
        return new WindowSpec(
                kind, otherTimeColumn, sizeMicros, slideMicros, offsetMicros, zone, otherPartition, byClock, revised);
    }

    /** The window functions. */
    public enum Kind {
        TUMBLE,
        HOP,
        CUMULATE,
        /**
         * A row covers {@code [t, t + gap)}; rows of a partition that overlap or touch form one window from the least to the
         * greatest bound.
         */
        SESSION
    }

    /** The columns a window function adds. */
    public enum Property {
        START,
        END,
        /** End - 1 microsecond: the time attribute of the window's result. */
        TIME
    }
}
