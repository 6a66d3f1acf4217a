// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The scheduler of a simulation: everything runs in the caller's thread, in an order that a seed decides.
 *
 * <p>Each thing done takes a little virtual time; when there is nothing to do, time jumps to the next timer.
 */
public final class SeededScheduler implements Scheduler {
    private static final int STEP_MICROS_MAX = 50;

    private final SplittableRandom random;
    private final List<Runnable> runnable = new ArrayList<>();
    private final PriorityQueue<SetTimer> timers = new PriorityQueue<>();
    private long nowMicros;
    private long timersSet;

    public SeededScheduler(long seed, long startMicros) {
        random = new SplittableRandom(seed);
        nowMicros = startMicros;
    }

    /** Does one thing: a turn, an action or a timer. Says whether there was anything to do up to the given time. */
    public boolean step(long untilMicros) {
        if (runnable.isEmpty()) {
            SetTimer next = timers.peek();
            if (next == null || next.timeMicros > untilMicros) {
                return false;
            }
            nowMicros = Math.max(nowMicros, next.timeMicros);
        } else {
            nowMicros += random.nextInt(STEP_MICROS_MAX);
        }
        for (SetTimer due = timers.peek(); due != null && due.timeMicros <= nowMicros; due = timers.peek()) {
            timers.remove();
            runnable.add(due);
        }
        int chosen = random.nextInt(runnable.size());
        int last = runnable.size() - 1;
        Runnable action = runnable.get(chosen);
        runnable.set(chosen, runnable.get(last));
        runnable.remove(last);
        action.run();
        return true;
    }

    /** Lets time pass, with all that is to be done in it. */
    public void advanceTo(long timeMicros) {
        while (step(timeMicros)) {
            // goes on
        }
        nowMicros = Math.max(nowMicros, timeMicros);
    }

    @Override
    public void enqueue(Work work) {
        runnable.add(() -> {
            int batches = 1 + random.nextInt(8);
            int[] asked = {0};
            work.run(() -> ++asked[0] >= batches);
        });
    }

    @Override
    public Timer at(long timeMicros, Runnable action) {
        SetTimer timer = new SetTimer(timeMicros, timersSet++, action);
        timers.add(timer);
        return () -> timer.cancelled = true;
    }

    @Override
    public void block(Runnable action) {
        runnable.add(action);
    }

    @Override
    public int choose(int bound, int usual) {
        return random.nextInt(bound);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Signal signal() {
        return new SteppedSignal();
    }

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    private static final class SetTimer implements Runnable, Comparable<SetTimer> {
        final long timeMicros;
        private final long number;
        private final Runnable action;
        boolean cancelled;

        SetTimer(long timeMicros, long number, Runnable action) {
            this.timeMicros = timeMicros;
            this.number = number;
            this.action = action;
        }

        @Override
        public void run() {
            if (!cancelled) {
                action.run();
            }
        }

        @Override
        public int compareTo(SetTimer other) {
            int byTime = Long.compare(timeMicros, other.timeMicros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Whoever waits drives the simulation. */
    private final class SteppedSignal implements Signal {
        private boolean raised;

        @Override
        public void raise() {
            raised = true;
        }

        @Override
        public boolean await(long nanos) {
            long until = nanos >= Long.MAX_VALUE / 2 ? Long.MAX_VALUE : nowMicros + nanos / 1000;
            while (!raised && step(until)) {
                // goes on
            }
            if (!raised) {
                nowMicros = until == Long.MAX_VALUE ? nowMicros : Math.max(nowMicros, until);
            }
            boolean was = raised;
            raised = false;
            return was;
        }
    }
}
