// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.StateTable;
import io.weir.plan.AggregateCall;
import io.weir.spi.batch.Batch;
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

    @Override
    public void close() {
        scratch.close();
    }
}
