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

    /**
     * Fills {@code rows} with the next live rows and says how many; 0 is not the end, that is {@link #done}.
     *
     * <p>Visits no more than {@link #SLICE} places.
     */
    public int next(int[] rows) {
        throw new UnsupportedOperationException();
    }

    public boolean done() {
        throw new UnsupportedOperationException();
    }
}
