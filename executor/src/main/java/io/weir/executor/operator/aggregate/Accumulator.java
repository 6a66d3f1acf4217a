// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import java.util.List;

/**
 * One share of a group's row and the loop that adds rows to it; calls that need the same share have it together.
 *
 * <p>An accumulator reads the rows of its {@link Intake} and knows the place of its columns among the values of every
 * table it is used with, where a new row is zero words and NULLs. It loops in its own code, so that no call is made for a single row.
 */
interface Accumulator {
    /** The columns it keeps, beginning at the place it was made with. */
    List<ValueType> columns();

    /** Adds the rows of the intake to their groups. */
    void add(StateTable table);

    /** Adds the rows of the intake to one row of the table, which has been touched. */
    void addToOne(StateTable table, int row);

    /**
     * Adds what other rows of the same layout hold.
     *
     * @param rows of the table, touched; the i-th takes what stands at i in {@code from}
     * @param sign +1, or -1 to take it back, which only those of {@link AggregateParts#areInvertible invertible} calls can
     */
    void merge(StateTable table, int[] rows, int count, Partials from, int sign);
}
