// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

/**
 * Goes over the live rows of a table in the order of row numbers, and can stop and go on.
 *
 * <p>Rows may be changed and freed between calls; rows made meanwhile may or may not be seen.
 */
public final class TableScan {
    /** The most places that one call visits. */
    public static final int SLICE = 65_536;

    private final PagedRows rows;
    private int page;
    private int place;

    TableScan(PagedRows rows) {
        this.rows = rows;
    }

    /**
     * Fills {@code found} with the next live rows and says how many; 0 is not the end, that is {@link #done}.
     *
     * <p>Visits no more than {@link #SLICE} places.
     */
    public int next(int[] found) {
        int count = 0;
        int visits = SLICE;
        while (visits > 0 && count < found.length && page < rows.pageCount) {
            Page at = rows.pageOrNull(page);
            int end = at == null ? 0 : Math.min(at.rows, place + Math.min(visits, found.length - count));
            if (at != null) {
                int first = page << rows.layout.pageShift;
                int stride = rows.layout.stride;
                long[] words = at.words;
                for (int i = place; i < end; i++) {
                    if (words[i * stride] < 0) { // live
                        found[count++] = first | i;
                    }
                }
                visits -= Math.max(0, end - place);
            }
            visits--; // for the page
            place = Math.max(place, end);
            if (at == null || place >= at.rows) {
                page++;
                place = 0;
            }
        }
        return count;
    }

    public boolean done() {
        return page >= rows.pageCount;
    }
}
