// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.schedule;

import io.weir.executor.time.JobClock;
import java.util.random.RandomGenerator;

/** Runs work, timers and what blocks; the only place in a runtime that knows threads, the clock and chance. */
public interface Scheduler extends JobClock {
    /** Puts work at the end of the queue; for {@link Work} alone. */
    void enqueue(Work work);

    /** Calls {@code action}, which is short, at or soon after a time by the clock. */
    Timer at(long timeMicros, Runnable action);

    /** Runs an action that may wait for the outside, on a thread that may be kept. */
    void block(Runnable action);

    /**
     * A number from 0 to {@code bound - 1}: where the order of things does not matter, chance decides in simulations, and
     * {@code usual} is given otherwise.
     */
    int choose(int bound, int usual);

    /** Numbers for functions that give random ones; may be used by any thread. */
    RandomGenerator random();

    /** A new signal, by which a thread that is not a worker can be told of a change. */
    Signal signal();

    /** A timer that has been set. */
    interface Timer {
        /** Makes sure that it does not go off any more, unless it is just doing so. */
        void cancel();
    }

    /** Lets one thread outside the workers wait for a change. */
    interface Signal {
        /** Says that something has changed since the last {@link #await}; from any thread. */
        void raise();

        /** Returns when raised since the last return, or when so many nanoseconds have passed: then false. */
        boolean await(long nanos) throws InterruptedException;
    }
}
