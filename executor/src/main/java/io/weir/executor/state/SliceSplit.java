// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;

/**
 * Splits a batch by the slices its rows lie in; almost every batch has one slice and is handed on as it is.
 *
 * <pre>{@code
 * int slices = split.split(batch, ends);
 * for (int s = 0; s < slices; s++) {
 *     Batch part = split.part(s);       // released with the split's next call
 *     StateTable table = tables.at(split.end(s));
 * }
 * }</pre>
 */
public final class SliceSplit {
    /**
     * Sorts the rows by slice.
     *
     * @param ends the slice end of the i-th row that counts
     * @return how many slices there are
     */
    public int split(Batch batch, long[] ends) {
        throw new UnsupportedOperationException();
    }

    public long end(int slice) {
        throw new UnsupportedOperationException();
    }

    /** The rows of a slice. */
    public Batch part(int slice) {
        throw new UnsupportedOperationException();
    }
}
