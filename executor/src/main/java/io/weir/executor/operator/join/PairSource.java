// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.join;

import io.weir.executor.state.MultisetTable;
import io.weir.spi.batch.Batch;

/**
 * A cursor over the pairs of a batch's rows with rows that are chained under their keys.
 *
 * <p>The chains must not change while it is used.
 */
final class PairSource {
    private final MultisetTable table;

    private final boolean all;

    private Batch batch = new Batch(0);
    private int[] first = {};
    private int count;

    private int at;
    private int present = -1;

    /** @param all whether rows without weight are given too, as long as they stand in their chain */
    PairSource(MultisetTable table, boolean all) {
        this.table = table;
        this.all = all;
    }

    /**
     * Begins.
     *
     * @param firstRows by row of the batch that counts the first row of its chain, or -1; kept
     */
    void begin(Batch of, int[] firstRows) {
        batch = of;
        first = firstRows;
        count = of.size();
        at = -1;
        advance();
    }

    private void advance() {
        int next = -1;
        while (next < 0 && ++at < count) {
            next = first[at];
        }
        present = next;
    }

    boolean done() {
        return at >= count;
    }

    /**
     * Appends pairs until there is no room or as many rows have been visited as may be.
     *
     * @return how many rows it has visited
     */
    int fill(PairRows pairs, int mostVisits) {
        long[][] pages = table.pages();
        int shift = table.pageShift();
        int mask = table.rowMask();
        int stride = table.stride();
        int weightOffset = table.offsetOfWeight();
        int nextOffset = table.offsetOfNext();
        int[] weights = batch.weights();
        int[] indexes = pairs.indexes;
        int[] rows = pairs.rows;
        long[] products = pairs.weights;
        int least = all ? 1 : 0;
        int n = pairs.count;
        int visits = 0;
        while (at < count && n < PairRows.MAX && visits < mostVisits) {
            long own = weights == null ? 1 : weights[batch.row(at)];
            int row = present;
            while (row >= 0 && n < PairRows.MAX && visits < mostVisits) {
                long[] page = pages[row >> shift];
                int base = (row & mask) * stride;
                long weight = page[base + weightOffset];
                indexes[n] = at;
                rows[n] = row;
                products[n] = own == 1 ? weight : Math.multiplyExact(own, weight);
                n += weight == 0 ? least : 1;
                row = (int) (page[base + nextOffset] >>> 32) - 1;
                visits++;
            }
            present = row;
            if (row < 0) {
                advance();
                visits++;
            }
        }
        pairs.count = n;
        return visits;
    }
}
