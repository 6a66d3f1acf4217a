// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.OperatorContext;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.util.List;

/** The calls of an Over node at work. */
final class OverCalls implements AutoCloseable {
    private final List<OverCall> calls;
    private final CallValues[] values;
    private final Schema schema;
    private final OperatorContext context;
    private final ErrorMask errors = new ErrorMask();

    OverCalls(List<OverCall> calls, List<SortKey> order, Schema schema, OperatorContext context) {
        this.calls = calls;
        this.schema = schema;
        this.context = context;
        values = calls.stream().map(call -> values(call, order, schema.types())).toArray(CallValues[]::new);
    }

    private static CallValues values(OverCall call, List<SortKey> order, List<DataType> types) {
        return switch (call.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> new PlaceValues(call);
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> new RowValues(call, order);
            case AGGREGATE -> new AggregateValues(call, order, types);
        };
    }

    /**
     * Computes all calls for the wanted rows.
     *
     * @param weight of the rows: -1 for those that were shown and go
     */
    Shown of(Sequence rows, int weight) {
        Vector[] results = new Vector[values.length];
        int count = rows.wantedTo() - rows.wantedFrom();
        boolean[] failed = new boolean[count];
        for (int call = 0; call < values.length; call++) {
            VectorBuilder out = VectorBuilder.of(calls.get(call).type(), Math.max(1, count));
            values[call].append(rows, out, errors);
            results[call] = out.build();
            if (errors.any()) {
                report(rows, failed, weight);
                errors.clear();
            }
        }
        return new Shown(rows, results, failed);
    }

    private void report(Sequence rows, boolean[] failed, int weight) {
        Batch batch = rows.batch();
        for (int i = 0; i < failed.length; i++) {
            if (errors.has(i) && !failed[i]) {
                failed[i] = true;
                context.errors().report(batch, schema, rows.wantedFrom() + i, weight, errors.code(i), errors.span(i));
            }
        }
        batch.release();
    }

    @Override
    public void close() {
        for (CallValues each : values) {
            each.close();
        }
    }
}
