// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

/** What has changed of one row: runs of ranks, of each of which the row has so many more or fewer. */
final class RankRuns {
    private static final int MAX = 4;

    private final long[] weights = new long[MAX];
    private final long[] ranks = new long[MAX];
    private final long[] lasts = new long[MAX];
    private int count;
    private int at;

    void clear() {
        count = 0;
        at = 0;
    }

    /** Adds a change of one rank. */
    void add(long weight, long rank) {
        add(weight, rank, rank);
    }

    private void add(long weight, long rank, long last) {
        if (weight != 0 && rank <= last) {
            weights[count] = weight;
            ranks[count] = rank;
            lasts[count++] = last;
        }
    }

    /** Adds a change of those ranks of a run that another run does not have. */
    void addBut(long weight, long first, long last, long otherFirst, long otherLast) {
        if (otherFirst > otherLast) {
            add(weight, first, last);
            return;
        }
        add(weight, first, Math.min(last, otherFirst - 1));
        add(weight, Math.max(first, otherLast + 1), last);
    }

    boolean isEmpty() {
        return at == count;
    }

    long rank() {
        return ranks[at];
    }

    /** Takes as much of the first weight as a row of a batch can have, and goes on to the next rank when it is used up. */
    int take() {
        int part = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, weights[at]));
        if (part == weights[at] && ranks[at] < lasts[at]) {
            ranks[at]++; // runs of several ranks have weights of one
        } else if (part == weights[at]) {
            at++;
        } else {
            weights[at] -= part;
        }
        return part;
    }
}
