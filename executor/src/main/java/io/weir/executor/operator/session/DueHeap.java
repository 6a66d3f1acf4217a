// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.session;

import java.util.Arrays;

/** Rows of a table by the time at which to look at them, the earliest first: a binary heap in two arrays. */
public final class DueHeap {
    private long[] times = new long[16];
    private int[] rows = new int[16];
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    public long firstTime() {
        return times[0];
    }

    public int firstRow() {
        return rows[0];
    }

    public void add(long time, int row) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] > time) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        times[at] = time;
        rows[at] = row;
    }

    public void removeFirst() {
        size--;
        long time = times[size];
        int row = rows[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            move(child, at);
            at = child;
        }
        times[at] = time;
        rows[at] = row;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        rows[to] = rows[from];
    }
}
