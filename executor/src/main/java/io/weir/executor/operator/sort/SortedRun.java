// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.sort;

import io.weir.executor.state.GrowableBytes;
import java.util.Arrays;

/**
 * Rows in the order of bytes: gathered, sorted once, then read from the first to the last.
 *
 * <p>The first eight bytes of each are compared as a number; the rest only between equals.
 */
final class SortedRun {
    private final GrowableBytes bytes = new GrowableBytes(4096);
    private int[] starts = new int[256];
    private long[] prefixes = new long[256];
    private int[] rows = new int[256];
    private int count;

    private int[] order = {};
    private int place;

    /** Where the order of the next row is written. */
    GrowableBytes bytes() {
        return bytes;
    }

    /** Ends a row, whose order has been appended to {@link #bytes}. */
    void add(int row, int start) {
        if (count == rows.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            prefixes = Arrays.copyOf(prefixes, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
        }
        starts[count] = start;
        rows[count] = row;
        prefixes[count] = prefix(start);
        count++;
    }

    /** The first eight bytes, so that the signed order of the numbers is the order of the bytes. */
    private long prefix(int start) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            int at = start + i;
            prefix = prefix << 8 | (at < bytes.length() ? bytes.bytes()[at] & 0xFF : 0);
        }
        return prefix ^ Long.MIN_VALUE;
    }

    int count() {
        return count;
    }

    void sort() {
        order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        merge(order.clone(), order, 0, count);
        place = 0;
    }

    /** Sorts {@code to}, of which {@code from} is a copy; the well-known top-down merge. */
    private void merge(int[] from, int[] to, int low, int high) {
        if (high - low < 2) {
            return;
        }
        int middle = (low + high) >>> 1;
        merge(to, from, low, middle);
        merge(to, from, middle, high);
        if (compare(from[middle - 1], this, from[middle]) <= 0) {
            System.arraycopy(from, low, to, low, high - low);
            return;
        }
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = right >= high || (left < middle && compare(from[left], this, from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int index, SortedRun other, int otherIndex) {
        int first = Long.compare(prefixes[index], other.prefixes[otherIndex]);
        if (first != 0) {
            return first;
        }
        return Arrays.compareUnsigned(
                bytes.bytes(),
                starts[index],
                endOf(index),
                other.bytes.bytes(),
                other.starts[otherIndex],
                other.endOf(otherIndex));
    }

    private int endOf(int index) {
        return index + 1 < count ? starts[index + 1] : bytes.length();
    }

    // ---- reading

    boolean isEmpty() {
        return place >= count;
    }

    /** Compares the present rows of two runs. */
    int compareTo(SortedRun other) {
        return compare(order[place], other, other.order[other.place]);
    }

    /** Gives the present row and goes to the next. */
    int next() {
        return rows[order[place++]];
    }
}
