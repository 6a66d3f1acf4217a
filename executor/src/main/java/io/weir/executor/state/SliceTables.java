// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import org.jspecify.annotations.Nullable;

/** One table for each slice of time, named by its end, in the order of ends; dropped whole. */
public final class SliceTables implements AutoCloseable {
    public int count() {
        throw new UnsupportedOperationException();
    }

    /** The end of the slice at a place, 0 being the earliest. */
    public long end(int place) {
        throw new UnsupportedOperationException();
    }

    public StateTable table(int place) {
        throw new UnsupportedOperationException();
    }

    /** The table of a slice, or null when there is none. */
    public @Nullable StateTable find(long end) {
        throw new UnsupportedOperationException();
    }

    /** The table of a slice, made when missing. */
    public StateTable at(long end) {
        throw new UnsupportedOperationException();
    }

    /** Drops a slice with all its rows. */
    public void drop(long end) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
