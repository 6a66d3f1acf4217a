// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.schedule;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Something that workers run in time slices, never two at once, until it has nothing to do.
 *
 * <pre>
 *            wake              a worker takes it           WAIT
 *   RESTING ------&gt; QUEUED ----------------------&gt; RUNNING ------&gt; RESTING
 *                     ^                              |  wake
 *                     +---- AGAIN, or was woken -----+------&gt; WOKEN
 * </pre>
 *
 * A wake-up is never lost: what was done before {@link #wake} is seen by the next turn.
 */
public abstract class Work {
    /** What a turn came to. */
    public enum Turn {
        /** There is more to do. */
        AGAIN,
        /** Nothing to do until woken. */
        WAIT
    }

    private static final int RESTING = 0;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final int WOKEN = 3;

    private static final AtomicIntegerFieldUpdater<Work> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Work.class, "state");

    private final Scheduler scheduler;
    private volatile int state = RESTING;

    protected Work(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Does something, for about as long as the slice allows. Does not throw. */
    protected abstract Turn turn(Slice slice);

    /** Makes sure that a turn begins after this moment; from any thread. */
    public final void wake() {
        VarHandle.fullFence(); // what the caller has written must be visible before the state is read
        while (true) {
            int now = state;
            switch (now) {
                case RESTING -> {
                    if (STATE.compareAndSet(this, RESTING, QUEUED)) {
                        scheduler.enqueue(this);
                        return;
                    }
                }
                case RUNNING -> {
                    if (STATE.compareAndSet(this, RUNNING, WOKEN)) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** One turn; called by the scheduler for what it has taken from its queue. */
    final void run(Slice slice) {
        state = RUNNING;
        VarHandle.fullFence(); // and what others have written is read after the state is set
        Turn turn = turn(slice);
        if (turn == Turn.AGAIN || !STATE.compareAndSet(this, RUNNING, RESTING)) {
            state = QUEUED;
            scheduler.enqueue(this);
        }
    }
}
