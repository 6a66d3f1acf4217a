// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their time, for those who take out the ones whose time has come.
 *
 * <p>Rows lie unordered in parts of a fixed width. A part whose time has come as a whole is taken out as it is; the one that
 * time has come to the middle of is sorted, but only for who wants rows exactly.
 */
final class DueRows {
    private final long width;
    private final boolean exact;

    /** The parts there are, in the order of their numbers: {@code floor(time / width)}. */
    private long[] numbers = new long[16];

    private @Nullable Part[] parts = new @Nullable Part[16];
    private int from;
    private int to;
    private int last;

    private static final class Part {
        long[] times = new long[16];
        int[] rows = new int[16];
        int count;
        /** Whether it is a heap by time, the earliest first. */
        boolean heap;
    }

    /** @param exact whether rows are taken out exactly when their time has come; else up to a width later */
    DueRows(long width, boolean exact) {
        this.width = width;
        this.exact = exact;
    }

    void add(long time, int row) {
        Part part = part(Math.floorDiv(time, width));
        if (part.count == part.rows.length) {
            part.times = Arrays.copyOf(part.times, 2 * part.count);
            part.rows = Arrays.copyOf(part.rows, 2 * part.count);
        }
        int place = part.count++;
        part.times[place] = time;
        part.rows[place] = row;
        if (part.heap) {
            rise(part, place);
        }
    }

    private Part part(long number) {
        Part present = last >= from && last < to && numbers[last] == number ? parts[last] : null;
        if (present != null) {
            return present;
        }
        int place = Arrays.binarySearch(numbers, from, to, number);
        if (place < 0) {
            place = insert(~place, number);
        }
        last = place;
        Part part = parts[place];
        if (part == null) {
            part = new Part();
            parts[place] = part;
        }
        return part;
    }

    private int insert(int place, long number) {
        if (to == numbers.length) {
            int count = to - from;
            int length = 2 * count > numbers.length ? 2 * numbers.length : numbers.length;
            numbers = Arrays.copyOf(Arrays.copyOfRange(numbers, from, to), length);
            parts = Arrays.copyOf(Arrays.copyOfRange(parts, from, to), length);
            int moved = place - from;
            from = 0;
            to = count;
            return insert(moved, number);
        }
        System.arraycopy(numbers, place, numbers, place + 1, to - place);
        System.arraycopy(parts, place, parts, place + 1, to - place);
        numbers[place] = number;
        parts[place] = null;
        to++;
        return place;
    }

    /** Takes out rows whose time is not above a limit, as many as there is room for; says how many. */
    int take(long limit, int[] rowsOut) {
        int count = 0;
        while (from < to && count < rowsOut.length) {
            Part part = parts[from];
            long number = numbers[from];
            if (part == null || part.count == 0) {
                parts[from++] = null;
            } else if (number < Math.floorDiv(limit, width) || limit == Long.MAX_VALUE) {
                int some = Math.min(part.count, rowsOut.length - count);
                System.arraycopy(part.rows, part.count - some, rowsOut, count, some);
                part.count -= some;
                count += some;
            } else if (number == Math.floorDiv(limit, width) && exact) {
                if (!part.heap) {
                    makeHeap(part);
                }
                while (part.count > 0 && part.times[0] <= limit && count < rowsOut.length) {
                    rowsOut[count++] = part.rows[0];
                    removeFirst(part);
                }
                if (part.count > 0) {
                    return count;
                }
            } else {
                return count;
            }
        }
        return count;
    }

    private static void makeHeap(Part part) {
        for (int i = 1; i < part.count; i++) {
            rise(part, i);
        }
        part.heap = true;
    }

    private static void rise(Part part, int place) {
        long time = part.times[place];
        int row = part.rows[place];
        int at = place;
        while (at > 0 && part.times[(at - 1) / 2] > time) {
            part.times[at] = part.times[(at - 1) / 2];
            part.rows[at] = part.rows[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        part.times[at] = time;
        part.rows[at] = row;
    }

    private static void removeFirst(Part part) {
        int count = --part.count;
        long time = part.times[count];
        int row = part.rows[count];
        int at = 0;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && part.times[child + 1] < part.times[child]) {
                child++;
            }
            if (part.times[child] >= time) {
                break;
            }
            part.times[at] = part.times[child];
            part.rows[at] = part.rows[child];
            at = child;
        }
        part.times[at] = time;
        part.rows[at] = row;
    }
}
