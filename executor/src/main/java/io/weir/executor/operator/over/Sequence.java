// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries as a sequence of rows, in which each stands as often as it is there, or was.
 *
 * <p>A row is named by its place in the sequence and by its entry. Entries that are not there have no place.
 */
final class Sequence {
    private final long[] before;
    private final long[] total;
    private Entries entries;
    private long[] weights = {};
    /** By entry, the place of its first row; behind the last, how many rows there are. */
    private long[] starts = new long[65];
    /** By entry, how many groups of peers there are before its own. */
    private int[] groups = new int[64];
    /** By group, the place of its first row; behind the last, how many rows there are. */
    private long[] groupStarts = new long[65];

    private int groupCount;
    /** Whether each entry is there once. */
    private boolean plain;

    private @Nullable Sequence head;

    Sequence(Entries entries, long[] before, long[] total) {
        this.entries = entries;
        this.before = before;
        this.total = total;
    }

    /**
     * Takes entries.
     *
     * @param past whether rows count as often as they were there
     * @param firstRows the first rows of the partition, when values depend on them and the entries may begin behind them
     */
    void take(Entries from, boolean past, @Nullable Sequence firstRows) {
        entries = from;
        head = firstRows;
        weights = past ? from.was() : from.now();
        int size = from.size();
        if (starts.length <= size) {
            starts = new long[Math.max(2 * starts.length, size + 1)];
            groups = new int[starts.length];
            groupStarts = new long[starts.length];
        }
        int[] orders = from.orders();
        long place = 0;
        int count = 0;
        int order = -1;
        boolean once = true;
        for (int i = 0; i < size; i++) {
            long weight = weights[i];
            starts[i] = place;
            if (weight != 0 && orders[i] != order) {
                order = orders[i];
                groupStarts[count++] = place;
            }
            groups[i] = count - 1;
            once &= weight == 1;
            place += weight;
        }
        starts[size] = place;
        groupStarts[count] = place;
        groupCount = count;
        plain = once;
    }

    Entries entries() {
        return entries;
    }

    /** What is known of the rows before the first entry, as {@link Prefix} lays it out. */
    long[] before() {
        return before;
    }

    /** What is known of all rows of the partition. */
    long[] total() {
        return total;
    }

    /** The first rows of the partition; null when no value depends on them, or the sequence begins with them. */
    @Nullable
    Sequence head() {
        return head;
    }

    /** How many rows there are. */
    long size() {
        return starts[entries.size()];
    }

    long weight(int entry) {
        return weights[entry];
    }

    /** The place of the first row of an entry, or of the next that has one. */
    long start(int entry) {
        return starts[entry];
    }

    /** The entry of the row at a place; behind the last row, behind the last entry. */
    int entryAt(long place) {
        if (plain) {
            return (int) place;
        }
        int from = 0;
        int to = entries.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (starts[middle + 1] <= place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    int group(int entry) {
        return groups[entry];
    }

    /** The place of the first row of a group; of none before the first group or behind the last. */
    long startOfGroup(long group) {
        return groupStarts[(int) Math.max(0, Math.min(groupCount, group))];
    }

    /** How many groups are whole before an entry. */
    int groupsBefore(int entry) {
        if (entry < entries.size() && weights[entry] != 0) {
            return groups[entry];
        }
        int at = Arrays.binarySearch(groupStarts, 0, groupCount, starts[entry]);
        return at < 0 ? -at - 1 : at;
    }

    /** The first row of the same order. */
    long peersFrom(int entry) {
        return groupStarts[groups[entry]];
    }

    /** The first row behind those of the same order. */
    long peersTo(int entry) {
        return groupStarts[groups[entry] + 1];
    }
}
