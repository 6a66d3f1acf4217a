// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.spi.batch.Batch;

/**
 * How often each value occurs in its group; an intake behind it sees a value come with its first occurrence and go with
 * its last.
 */
final class DistinctValues {
    static final int COUNT = 0;

    private final int[] columns;
    private final int groupKeys;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = {};
    private int[] found = {};
    private int[] kept = {};
    private int[] weights = {};

    /**
     * @param columns of the input: the group's keys, then the arguments
     * @param groupKeys how many of them are the group's keys
     */
    DistinctValues(int[] columns, int groupKeys) {
        this.columns = columns;
        this.groupKeys = groupKeys;
    }

    /**
     * Counts the rows of the intake and leaves in it those with which a value comes or goes.
     *
     * @param values keyed by group and value, with one word
     */
    void narrow(Intake intake, StateTable values) {
        int count = intake.count();
        room(count);
        int[] rows = intake.rows();
        Batch batch = rows == null ? intake.batch().retain() : intake.batch().withSelection(rows, count);
        hash.hash(batch, columns, groupKeys, hashes);
        values.resolve(batch, columns, hashes, found, true, null);
        batch.release();
        int[] rowWeights = intake.weights();
        int narrowed = 0;
        boolean anyGone = false;
        long[][] pages = values.pages();
        int shift = values.pageShift();
        int mask = values.rowMask();
        int stride = values.stride();
        int offset = values.offsetOfValue(COUNT);
        for (int i = 0; i < count; i++) {
            long[] page = pages[found[i] >> shift];
            int at = (found[i] & mask) * stride + offset;
            long before = page[at];
            long after = before + (rowWeights == null ? 1 : rowWeights[i]);
            page[at] = after;
            anyGone |= after == 0;
            int change = (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
            kept[narrowed] = i;
            weights[narrowed] = change;
            narrowed += change & 1;
        }
        if (anyGone) {
            forget(values, count);
        }
        intake.narrow(kept, weights, narrowed);
    }

    /** Frees the values that no longer occur. */
    private void forget(StateTable values, int count) {
        for (int i = 0; i < count; i++) {
            if (values.isLive(found[i]) && values.word(found[i], COUNT) == 0) {
                values.free(found[i]);
            }
        }
    }

    private void room(int count) {
        if (found.length < count) {
            int length = Math.max(Batch.MAX_ROWS, count);
            hashes = new long[length];
            found = new int[length];
            kept = new int[length];
            weights = new int[length];
        }
    }
}
