// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.spi.batch.VectorBuilder;
import java.util.List;

/** Computes one call for the wanted rows of a sequence. */
interface CallValues extends AutoCloseable {
    /** How many words say all that later rows need to know of those before them; 0 when they need the rows themselves. */
    default int words() {
        return 0;
    }

    /** How many of equal rows, at either end, have values of their own; {@link Segments#ALL} when each may have. */
    long margin();

    /** Begins with other rows. */
    void begin(Sequence rows);

    /**
     * Appends the values.
     *
     * @param errors marked, by place in {@code out}, where a value cannot be represented; NULL stands there then
     */
    void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors);

    /** How many words say all that a row needs to know of all rows of its partition; 0 when it needs none. */
    default int totalWords() {
        return 0;
    }

    /** Adds entries of a partition to the words of all its rows, so often as the weights say; negative ones take away. */
    default void addTotal(GrowableBytes key, Entries entries, long[] weights, long[] total) {}

    /** Forgets what is kept of a partition beside the words of all its rows. */
    default void forgetTotal(GrowableBytes key) {}

    /** Whether the words of all rows are true after entries were taken away; if not, all must be added anew. */
    default boolean knowsTotal(long[] total) {
        return true;
    }

    /** Whether values computed from two such words are the same. */
    default boolean sameTotal(long[] was, long[] now) {
        return true;
    }

    /** Says in words what rows from an entry on need to know of all before; of the sequence at work. */
    default void save(Sequence rows, int entry, long[] words) {}

    /** The columns that say it where words cannot; empty when later rows need the rows themselves. */
    default List<ValueType> columns() {
        return List.of();
    }

    /** Takes up what was stored of the rows before the sequence, which was just begun. */
    default void restore(StateTable from, int row, int column) {}

    /** Stores, in a row that has been touched, what rows from an entry on need to know of all before, some of which was restored. */
    default void store(Sequence rows, int entry, StateTable into, int row, int column) {}

    @Override
    default void close() {}
}
