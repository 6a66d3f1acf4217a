// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events that make up the next batch, as runs of events of one kind within one round.
 *
 * <pre>
 *   rows   0        1  2  3   4 .. 49           50       51 ..
 *   runs   person   auction   bid               person   auction ..
 *          round 7  round 7   round 7           round 9  round 9 ..
 * </pre>
 */
final class Slice {
    private final Model model;
    private final boolean[] wanted;
    private final long split;
    private final long splitCount;

    private int rows;
    private int runs;
    private Kind[] kinds = new Kind[64];
    private long[] rounds = new long[64];
    private int[] places = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];

    private final boolean[] @Nullable [] nulls = new boolean[Kind.COUNT][];
    private final Lease.Pool leases;
    private Lease lease;

    /** By row the state from which an event's random bits come; worked on, not given away. */
    private final long[] states;

    private final long[] bits;
    private final long[] steps;
    private boolean statesMade;

    /**
     * Slices of the rounds of one split.
     *
     * @param wanted by ordinal the kinds of events to give
     * @param maxRows the most rows of a slice
     */
    Slice(Model model, boolean[] wanted, long split, long splitCount, int maxRows) {
        this.model = model;
        this.wanted = wanted;
        this.split = split;
        this.splitCount = splitCount;
        leases = new Lease.Pool(maxRows);
        lease = leases.take();
        states = new long[maxRows];
        bits = new long[maxRows];
        steps = new long[maxRows];
        for (int i = 0; i < maxRows; i++) {
            steps[i] = i * Mix.GOLDEN;
        }
    }

    /** The first event from the given one on that is in this split and wanted; {@code Long.MAX_VALUE} for none. */
    long seek(long event) {
        long round = event / model.size();
        int place = (int) (event % model.size());
        if (round % splitCount != split) {
            round = ownRound(round);
            place = 0;
        }
        for (int pass = 0; pass < 2; pass++) {
            for (Kind kind : Kind.values()) {
                int start = model.start(kind);
                int end = start + model.count(kind);
                if (wanted[kind.ordinal()] && Math.max(place, start) < end) {
                    return round * model.size() + Math.max(place, start);
                }
            }
            round += splitCount;
            place = 0;
        }
        return Long.MAX_VALUE;
    }

    /** How many events of this split stand before one, wanted or not. */
    long eventsBefore(long event) {
        long round = event / model.size();
        long whole = round <= split ? 0 : (round - split + splitCount - 1) / splitCount;
        return whole * model.size() + (round % splitCount == split ? event % model.size() : 0);
    }

    private long ownRound(long round) {
        return round + Math.floorMod(split - round, splitCount);
    }

    /**
     * Takes the next events.
     *
     * @param from an event given by {@link #seek}
     * @param end the event to stop before
     * @return the event behind the last one taken
     */
    long take(long from, long end, int maxRows) {
        rows = 0;
        runs = 0;
        statesMade = false;
        lease = leases.take();
        Arrays.fill(nulls, null);
        long next = from;
        long round = from / model.size();
        int place = (int) (from % model.size());
        while (rows < maxRows) {
            long first = round * model.size();
            if (first >= end) {
                break;
            }
            for (Kind kind : Kind.values()) {
                if (wanted[kind.ordinal()]) {
                    int start = Math.max(place, model.start(kind));
                    int stop = (int) Math.min(model.start(kind) + model.count(kind), end - first);
                    int count = Math.min(stop - start, maxRows - rows);
                    if (count > 0) {
                        add(kind, round, start, count);
                        next = first + start + count;
                    }
                }
            }
            round += splitCount;
            place = 0;
        }
        return next;
    }

    private void add(Kind kind, long round, int place, int count) {
        if (runs == kinds.length) {
            kinds = Arrays.copyOf(kinds, runs * 2);
            rounds = Arrays.copyOf(rounds, runs * 2);
            places = Arrays.copyOf(places, runs * 2);
            starts = Arrays.copyOf(starts, runs * 2);
            lengths = Arrays.copyOf(lengths, runs * 2);
        }
        kinds[runs] = kind;
        rounds[runs] = round;
        places[runs] = place;
        starts[runs] = rows;
        lengths[runs] = count;
        runs++;
        rows += count;
    }

    /** Where the arrays of this slice's vectors come from. */
    Lease lease() {
        return lease;
    }

    /**
     * Random bits for each row, as {@link Mix#bits} gives for its event; good until the next call.
     *
     * <p>All in one plain loop, which the compiler turns into vector instructions: made row by row where they are used,
     * they would take six times as long.
     */
    long[] bits(long salt) {
        if (!statesMade) {
            for (int run = 0; run < runs; run++) {
                fillStates(starts[run], lengths[run], event(run) * Mix.GOLDEN);
            }
            statesMade = true;
        }
        for (int i = 0; i < rows; i++) {
            bits[i] = Mix.finish(states[i] + salt);
        }
        return bits;
    }

    private void fillStates(int start, int count, long first) {
        for (int i = 0; i < count; i++) {
            states[start + i] = first + steps[i];
        }
    }

    int rows() {
        return rows;
    }

    int runs() {
        return runs;
    }

    Kind kind(int run) {
        return kinds[run];
    }

    long round(int run) {
        return rounds[run];
    }

    /** The place of the run's first event among those of its kind in its round. */
    int placeInKind(int run) {
        return places[run] - model.start(kinds[run]);
    }

    /** The number of the run's first event. */
    long event(int run) {
        return rounds[run] * model.size() + places[run];
    }

    /** The row of the run's first event. */
    int start(int run) {
        return starts[run];
    }

    int length(int run) {
        return lengths[run];
    }

    boolean wants(Kind kind) {
        return wanted[kind.ordinal()];
    }

    /** Whether only this kind is wanted. */
    boolean wantsOnly(Kind kind) {
        for (Kind other : Kind.values()) {
            if (wants(other) != (other == kind)) {
                return false;
            }
        }
        return true;
    }

    /** The rows that are not of the kind; null when all are. */
    boolean @Nullable [] nulls(Kind kind) {
        if (wantsOnly(kind)) {
            return null;
        }
        boolean[] mask = nulls[kind.ordinal()];
        if (mask == null) {
            mask = lease.booleans();
            for (int run = 0; run < runs; run++) {
                Arrays.fill(mask, starts[run], starts[run] + lengths[run], kinds[run] != kind);
            }
            nulls[kind.ordinal()] = mask;
        }
        return mask;
    }
}
