// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;

/**
 * Per key, rows with {@code long} weights; rows of one key are chained, newest first.
 *
 * <p>Weights may pass through below zero; a row goes when its weight is 0.
 */
public final class MultisetTable implements AutoCloseable {
    /** Adds the weighted rows of a batch under their keys. */
    public void add(Batch batch, int[] keyColumns, int[] rowColumns, long[] hashes) {
        throw new UnsupportedOperationException();
    }

    /** Finds the first row of each key of a batch: {@code firstOut[i]} for the i-th row that counts, or -1. */
    public void first(Batch batch, int[] keyColumns, long[] hashes, int[] firstOut) {
        throw new UnsupportedOperationException();
    }

    /** The row after this one under the same key, or -1. */
    public int next(int row) {
        throw new UnsupportedOperationException();
    }

    public long weight(int row) {
        throw new UnsupportedOperationException();
    }

    /** A row column of the given rows as a flat vector. */
    public Vector rowVector(int column, int[] rows, int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** A key column of the given rows as a flat vector. */
    public Vector keyVector(int column, int[] rows, int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** Distinct rows of all keys. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    public TableScan scan() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
