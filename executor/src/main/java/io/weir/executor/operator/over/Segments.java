// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import java.util.Arrays;

/** The wanted rows of a sequence; equal ones that have the same values stand together. */
final class Segments {
    /** A margin that leaves no row with another. */
    static final long ALL = Long.MAX_VALUE;

    private int count;
    private int[] entries = new int[64];
    private long[] places = new long[64];
    private long[] weights = new long[64];
    /** By wanted entry, its first segment; behind the last, how many there are. */
    private int[] firsts = new int[65];

    private int wantedFrom;

    /**
     * Takes the wanted rows.
     *
     * @param margin how many of equal rows, at either end, have values of their own
     */
    void take(Sequence rows, long margin) {
        Entries of = rows.entries();
        wantedFrom = of.wantedFrom();
        int wanted = of.wantedTo() - wantedFrom;
        if (firsts.length <= wanted) {
            firsts = new int[Math.max(2 * firsts.length, wanted + 1)];
        }
        count = 0;
        for (int i = 0; i < wanted; i++) {
            firsts[i] = count;
            int entry = wantedFrom + i;
            long weight = rows.weight(entry);
            long first = rows.start(entry);
            if (weight == 1) {
                add(entry, first, 1);
            } else if (margin == ALL || weight <= 2 * margin + 1) {
                for (long k = 0; k < weight; k++) {
                    add(entry, first + k, 1);
                }
            } else {
                for (long k = 0; k < margin; k++) {
                    add(entry, first + k, 1);
                }
                add(entry, first + margin, weight - 2 * margin);
                for (long k = weight - margin; k < weight; k++) {
                    add(entry, first + k, 1);
                }
            }
        }
        firsts[wanted] = count;
    }

    private void add(int entry, long place, long weight) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        entries[count] = entry;
        places[count] = place;
        weights[count] = weight;
        count++;
    }

    int count() {
        return count;
    }

    int entry(int segment) {
        return entries[segment];
    }

    /** The place of the segment's first row. */
    long place(int segment) {
        return places[segment];
    }

    /** How many rows the segment has. */
    long weight(int segment) {
        return weights[segment];
    }

    /** The first segment of a wanted entry, or of the one behind the last. */
    int first(int entry) {
        return firsts[entry - wantedFrom];
    }
}
