// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

/**
 * A number of rows per second: when each row is due, evenly and not in bursts.
 *
 * <p>Row 0 is due at the start; the start is set so that the first row asked for is due at once. A reader that was kept
 * waiting catches up at most one second's rows.
 */
public final class Pace {
    /** The greatest rate that is kept; above, a reader is as fast as it can be. */
    public static final long MAX_RATE = 1_000_000_000L;

    private static final long SECOND = 1_000_000;
    /** Readers with many rows per second are asked no more often than this. */
    private static final long PAUSE_MICROS = 500;

    private final long rate;
    private long start;
    private boolean started;

    public Pace(long rowsPerSecond) {
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("rows per second: " + rowsPerSecond);
        }
        rate = Math.min(rowsPerSecond, MAX_RATE);
    }

    /** Microseconds from row 0 to the row with the given index. */
    public static long micros(long index, long rowsPerSecond) {
        long rate = Math.min(rowsPerSecond, MAX_RATE);
        return index / rate * SECOND + index % rate * SECOND / rate;
    }

    /** Forgets the start: the next row asked for is due at once. */
    public void restart() {
        started = false;
    }

    /**
     * The index of the first row that is not due yet.
     *
     * @param next the index of the row to be read next
     */
    public long due(long next, long nowMicros) {
        long since = micros(next, rate);
        if (!started) {
            start = nowMicros - since;
            started = true;
        } else if (nowMicros - start - since > SECOND) {
            start = nowMicros - since - SECOND;
        }
        long elapsed = nowMicros - start;
        if (elapsed < 0) {
            return 0;
        }
        long rest = (elapsed % SECOND + 1) * rate;
        return elapsed / SECOND * rate + (rest + SECOND - 1) / SECOND;
    }

    /** When to ask for a row that was not due; call {@link #due} before. */
    public long retryAt(long next, long nowMicros) {
        return Math.max(start + micros(next, rate), nowMicros + PAUSE_MICROS);
    }
}
