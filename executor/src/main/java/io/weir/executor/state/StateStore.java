// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * All state of one operator in one task: declared by name in the operator's constructor, then restored or empty.
 *
 * <p>A name stands for one schema; a snapshot with other types under it is refused. Whoever changes the meaning of a
 * state gives it a new schema version with {@link #version}.
 */
public final class StateStore implements AutoCloseable {
    public StateStore(KeyRange range, MemoryBudget budget) {
        throw new UnsupportedOperationException();
    }

    /** The key groups that the task owns. */
    public KeyRange range() {
        throw new UnsupportedOperationException();
    }

    /** The version of the states declared after it; 1 unless set. */
    public StateStore version(int schemaVersion) {
        throw new UnsupportedOperationException();
    }

    public StateTable table(String name, List<DataType> keyTypes, List<? extends ValueType> valueTypes) {
        throw new UnsupportedOperationException();
    }

    /** Values are of fixed length. */
    public OrderedTable ordered(
            String name, List<DataType> keyTypes, List<DataType> sortTypes, List<? extends ValueType> valueTypes) {
        throw new UnsupportedOperationException();
    }

    public MultisetTable multiset(String name, List<DataType> keyTypes, List<DataType> rowTypes) {
        throw new UnsupportedOperationException();
    }

    public SliceTables slices(String name, List<DataType> keyTypes, List<? extends ValueType> valueTypes) {
        throw new UnsupportedOperationException();
    }

    public Cell cell(String name, List<? extends ValueType> types, Cell.Merge merge) {
        throw new UnsupportedOperationException();
    }

    /** Freezes all states, in time by the number of their pages. */
    public FrozenState freeze() {
        throw new UnsupportedOperationException();
    }

    /** Adds those rows of a snapshot that belong to this task; called after all states have been declared. */
    public void restore(InputStream snapshot) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Bytes held for rows and indexes. */
    public long bytes() {
        throw new UnsupportedOperationException();
    }

    /** Returns all memory. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
