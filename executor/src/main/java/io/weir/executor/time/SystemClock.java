// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

/**
 * The machine's wall clock, counted on by its monotonic one.
 *
 * <p>Compares the two once a second: a wall clock that was set forward is followed; one that was set back is not, since
 * time never goes back within a process.
 */
final class SystemClock implements JobClock {
    private static final long COMPARE_NANOS = 1_000_000_000;
    private static final long DRIFT_MICROS_MAX = 20_000;

    /** A wall time and the monotonic time at which it was. */
    private record Anchor(long micros, long nanos) {
        static Anchor now() {
            return new Anchor(System.currentTimeMillis() * 1000, System.nanoTime());
        }

        long at(long nowNanos) {
            return micros + (nowNanos - nanos) / 1000;
        }
    }

    private volatile Anchor anchor = Anchor.now();

    @Override
    public long nowMicros() {
        Anchor present = anchor;
        long nanos = System.nanoTime();
        long micros = present.at(nanos);
        if (nanos - present.nanos < COMPARE_NANOS) {
            return micros;
        }
        long wall = System.currentTimeMillis() * 1000;
        Anchor next = new Anchor(wall > micros + DRIFT_MICROS_MAX ? wall : micros, nanos);
        anchor = next;
        return next.micros;
    }
}
