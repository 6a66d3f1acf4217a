// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import java.util.Arrays;

/**
 * Splits a batch by the slices its rows lie in; almost every batch has one slice and is handed on as it is.
 *
 * <pre>{@code
 * int slices = split.split(batch, ends);
 * for (int s = 0; s < slices; s++) {
 *     StateTable table = tables.at(split.end(s));
 *     Batch part = split.part(s);
 *     ...
 * }
 * split.release();
 * }</pre>
 */
public final class SliceSplit {
    private long[] distinct = new long[4];
    private int count;
    private Batch[] parts = {};
    /** Whether the parts are batches of our own. */
    private boolean own;

    private int[] sliceOf = {};
    private int[] sizes = {};

    /**
     * Sorts the rows by slice; within a slice they keep their order.
     *
     * @param ends the slice end of the i-th row that counts
     * @return how many slices there are
     */
    public int split(Batch batch, long[] ends) {
        release();
        int rows = batch.size();
        if (rows == 0) {
            return 0;
        }
        long differ = 0;
        for (int i = 1; i < rows; i++) {
            differ |= ends[i] ^ ends[0];
        }
        if (differ == 0) {
            distinct[0] = ends[0];
            parts = new Batch[] {batch};
            count = 1;
        } else {
            gatherDistinct(ends, rows);
            cut(batch, ends);
        }
        return count;
    }

    private void gatherDistinct(long[] ends, int rows) {
        int found = 0;
        long before = ~ends[0];
        for (int i = 0; i < rows; i++) {
            if (ends[i] == before) {
                continue;
            }
            before = ends[i];
            int place = Arrays.binarySearch(distinct, 0, found, before);
            if (place < 0) {
                if (found == distinct.length) {
                    distinct = Arrays.copyOf(distinct, 2 * found);
                }
                System.arraycopy(distinct, ~place, distinct, ~place + 1, found - ~place);
                distinct[~place] = before;
                found++;
            }
        }
        count = found;
    }

    private void cut(Batch batch, long[] ends) {
        int rows = batch.size();
        if (sliceOf.length < rows) {
            sliceOf = new int[rows];
        }
        if (sizes.length < count) {
            sizes = new int[Math.max(count, 8)];
        }
        Arrays.fill(sizes, 0, count, 0);
        int slice = 0;
        for (int i = 0; i < rows; i++) {
            if (ends[i] != distinct[slice]) {
                slice = Arrays.binarySearch(distinct, 0, count, ends[i]);
            }
            sliceOf[i] = slice;
            sizes[slice]++;
        }
        int[][] selections = new int[count][];
        for (int s = 0; s < count; s++) {
            selections[s] = new int[sizes[s]];
            sizes[s] = 0;
        }
        for (int i = 0; i < rows; i++) {
            selections[sliceOf[i]][sizes[sliceOf[i]]++] = batch.row(i);
        }
        parts = new Batch[count];
        for (int s = 0; s < count; s++) {
            parts[s] = batch.withSelection(selections[s], sizes[s]);
        }
        own = true;
    }

    /** The end of a slice; they rise. */
    public long end(int slice) {
        return distinct[slice];
    }

    /** The rows of a slice; good until the next split or release. */
    public Batch part(int slice) {
        return parts[slice];
    }

    /** Gives the parts up. */
    public void release() {
        if (own) {
            for (Batch part : parts) {
                part.release();
            }
        }
        parts = new Batch[0];
        count = 0;
        own = false;
    }
}
