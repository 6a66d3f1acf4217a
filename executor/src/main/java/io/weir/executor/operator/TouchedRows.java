// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import java.util.Arrays;

/** Numbers of rows of a state that have been touched since they were last settled. */
public final class TouchedRows {
    /** So many are remembered before they are settled, barrier or not. */
    public static final int MAX = 262_144;

    private static final int KEPT = 65_536;

    private int[] rows = new int[64];
    private int count;

    /** The rows, of which the first {@link #count} are meant. */
    public int[] rows() {
        return rows;
    }

    public int count() {
        return count;
    }

    /** Makes room for more rows behind the last, and gives the place for them. */
    public int[] room(int more) {
        if (rows.length < count + more) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, count + more));
        }
        return rows;
    }

    /** Takes in rows that have been written behind the last. */
    public void setCount(int newCount) {
        count = newCount;
    }

    public void clear() {
        if (rows.length > KEPT) {
            rows = new int[64];
        }
        count = 0;
    }
}
