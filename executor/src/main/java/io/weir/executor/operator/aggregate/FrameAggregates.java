// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** The aggregates of one frame as it moves over a partition: rows enter, rows leave, and the totals can be read. */
public final class FrameAggregates implements AutoCloseable {
    private final StateStore scratch = new StateStore(KeyRange.all(), MemoryBudget.unlimited());
    private final Aggregation aggregation;
    private final StateTable table;
    private final GroupKeys keys = new GroupKeys(List.of());
    private final int[] group = new int[1];
    private final Utf8 piece = new Utf8();

    /** @param leaves whether rows leave */
    public FrameAggregates(List<AggregateCall> calls, List<DataType> inputTypes, boolean leaves) {
        aggregation = Aggregation.incremental(calls, List.of(), inputTypes, leaves, scratch);
        table = scratch.table("frame", List.of(), aggregation.columns());
        group[0] = keys.single(table);
    }

    /** Takes rows in, or with weights of -1 out. */
    public void add(Batch rows) {
        aggregation.addToOne(table, rows, group[0]);
    }

    /** Appends the value of a call; marks its place among {@code errors} where it cannot be represented. */
    public void append(int call, VectorBuilder out, ErrorMask errors) {
        aggregation.append(call, table, group, 0, 1, out, errors);
    }

    /** Forgets all rows. */
    public void clear() {
        table.clear();
        aggregation.clear();
        group[0] = keys.single(table);
    }

    /** What the totals are kept in, if that is all there is; else empty. */
    public List<ValueType> columns() {
        return aggregation.isInRows() ? aggregation.columns() : List.of();
    }

    /** Takes up totals that were stored. */
    public void read(StateTable from, int row, int column) {
        table.touch(group[0]);
        copy(from, row, column, table, group[0], 0);
    }

    /** Stores the totals in a row, which has been touched. */
    public void write(StateTable into, int row, int column) {
        copy(table, group[0], 0, into, row, column);
    }

    private void copy(StateTable from, int row, int column, StateTable into, int intoRow, int intoColumn) {
        List<ValueType> types = aggregation.columns();
        for (int i = 0; i < types.size(); i++) {
            ValueType type = types.get(i);
            if (type.isNullable() && from.isNull(row, column + i)) {
                into.setNull(intoRow, intoColumn + i);
            } else if (type.isVariable()) {
                from.readBytes(row, column + i, piece);
                into.writeBytes(intoRow, intoColumn + i, piece.bytes(), piece.start(), piece.length());
            } else {
                for (int part = 0; part < type.words(); part++) {
                    into.setWord(intoRow, intoColumn + i, part, from.word(row, column + i, part));
                }
            }
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
