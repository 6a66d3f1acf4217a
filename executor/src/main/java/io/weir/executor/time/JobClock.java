// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.time;

/** The clock that jobs go by: the time of barriers, timeouts and wake-ups. */
@FunctionalInterface
public interface JobClock {
    /** Microseconds since 1970-01-01T00:00Z. */
    long nowMicros();

    /** The machine's clock. */
    static JobClock system() {
        return new SystemClock();
    }
}
