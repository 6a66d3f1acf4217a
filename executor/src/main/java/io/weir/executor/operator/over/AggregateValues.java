// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.aggregate.FrameAggregates;
import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.OverCall;
import io.weir.plan.OverCall.Bound;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An aggregate over frames: rows are added as they come into the frame, and taken back as they leave it. */
final class AggregateValues implements CallValues {
    private final FrameBounds frame;
    private final FrameAggregates totals;

    // ---- the sequence at work
    private int addedFrom;
    private int addedTo;

    AggregateValues(OverCall call, List<SortKey> order, List<DataType> types) {
        frame = new FrameBounds(call.frame(), order);
        AggregateFunction function = Objects.requireNonNull(call.aggregate());
        AggregateCall aggregate = new AggregateCall(
                function,
                call.arguments(),
                call.distinct(),
                call.filter(),
                function.collects() ? order : List.of(),
                call.ignoreNulls(),
                call.type(),
                call.name());
        boolean leaves = call.frame().lower().kind() != Bound.Kind.UNBOUNDED_PRECEDING || frame.excludesSome();
        totals = new FrameAggregates(List.of(aggregate), types, leaves);
    }

    @Override
    public void append(Sequence rows, VectorBuilder out, ErrorMask errors) {
        Batch in = rows.batch();
        int[] minus = new int[rows.size()];
        Arrays.fill(minus, -1);
        Batch back = new Batch(rows.size(), rows.columns(), null, rows.size(), minus, null, null);
        totals.clear();
        addedFrom = 0;
        addedTo = 0;
        for (int row = rows.wantedFrom(); row < rows.wantedTo(); row++) {
            frame.find(rows, row);
            move(in, back);
            if (frame.excludesSome()) {
                int[] excluded = excluded(rows, row);
                add(back, excluded, excluded.length);
                totals.append(0, out, errors);
                add(in, excluded, excluded.length);
            } else {
                totals.append(0, out, errors);
            }
        }
        in.release();
        back.release();
    }

    private void move(Batch in, Batch back) {
        int from = frame.from();
        int to = frame.to();
        if (from >= addedTo || from < addedFrom || to < addedTo) {
            totals.clear();
            addedFrom = from;
            addedTo = from;
        }
        add(in, addedTo, to);
        add(back, addedFrom, from);
        addedFrom = from;
        addedTo = to;
    }

    private void add(Batch batch, int from, int to) {
        for (int start = from; start < to; start += Batch.MAX_ROWS) {
            int count = Math.min(Batch.MAX_ROWS, to - start);
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = start + i;
            }
            add(batch, rows, count);
        }
    }

    private void add(Batch batch, int[] rows, int count) {
        if (count > 0) {
            Batch part = batch.withSelection(rows, count);
            totals.add(part);
            part.release();
        }
    }

    private int[] excluded(Sequence rows, int row) {
        int[] excluded = new int[frame.to() - frame.from()];
        int count = 0;
        for (int i = frame.from(); i < frame.to(); i++) {
            if (frame.excludes(rows, row, i)) {
                excluded[count++] = i;
            }
        }
        return Arrays.copyOf(excluded, count);
    }

    @Override
    public void close() {
        totals.close();
    }
}
