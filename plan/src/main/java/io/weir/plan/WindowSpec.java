// SPDX-License-Identifier: Apache-2.0
package io.weir.plan;

/**
 * How rows fall into windows.
 *
 * <p>Window ends are {@code e = origin + offset + k * slide} for whole k, a window covers {@code [e - size, e)}; computed with floorMod on
 * microseconds, for TIMESTAMP_LTZ on local time of {@code zone}.
 *
 * @param timeColumn input column of type TIMESTAMP or TIMESTAMP_LTZ; a NULL there is counted and left out
 * @param sizeMicros length of a window; for CUMULATE the greatest
 * @param slideMicros distance of windows: the size for TUMBLE, the slide for HOP, the step for CUMULATE
 * @param zone IANA name of the zone; UTC for TIMESTAMP
 */
public record WindowSpec(Kind kind, int timeColumn, long sizeMicros, long slideMicros, long offsetMicros, String zone) {
    /** The window functions. */
    public enum Kind {
        TUMBLE,
        HOP,
        CUMULATE
    }

    /** The columns a window function adds. */
    public enum Property {
        START,
        END,
        /** End - 1 microsecond: the time attribute of the window's result. */
        TIME
    }
}
