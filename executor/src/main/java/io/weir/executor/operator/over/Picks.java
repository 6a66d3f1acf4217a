// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import java.util.Arrays;

/** Rows chosen to be sent: of entries, with values of segments, and how often. */
final class Picks {
    private int count;
    private int[] entries = new int[64];
    private int[] segments = new int[64];
    private int[] weights = new int[64];
    private boolean once;

    void clear() {
        count = 0;
        once = true;
    }

    /** Adds a row, if it is there at all; as several when it is there more often than a batch can say. */
    void add(int entry, int segment, long weight) {
        for (long left = weight; left > 0; left -= Integer.MAX_VALUE) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
                segments = Arrays.copyOf(segments, 2 * count);
                weights = Arrays.copyOf(weights, 2 * count);
            }
            entries[count] = entry;
            segments[count] = segment;
            weights[count] = (int) Math.min(Integer.MAX_VALUE, left);
            once &= weights[count] == 1;
            count++;
        }
    }

    int count() {
        return count;
    }

    int[] entries() {
        return entries;
    }

    int[] segments() {
        return segments;
    }

    /** How often each goes or comes; more than 0. */
    int[] weights() {
        return weights;
    }

    /** Whether each goes or comes once. */
    boolean once() {
        return once;
    }
}
