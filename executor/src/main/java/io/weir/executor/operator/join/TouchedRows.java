// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import java.util.Arrays;

/** Numbers of rows that have been touched since they were last settled. */
final class TouchedRows {
    int[] rows = new int[64];
    int count;

    /** Makes room for more. */
    int[] room(int more) {
        if (rows.length < count + more) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, count + more));
        }
        return rows;
    }

    void clear() {
        if (rows.length > 65_536) {
            rows = new int[64];
        }
        count = 0;
    }
}
