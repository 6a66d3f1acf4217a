// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.kernel.ErrorMask;
import io.weir.executor.operator.aggregate.FrameAggregates;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.ValueType;
import io.weir.plan.AggregateCall;
import io.weir.plan.OverCall;
import io.weir.plan.SortKey;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.util.List;

/** Any other aggregate over frames: rows are added as they come into the frame, and taken back as they leave it. */
final class AggregateValues implements CallValues {
    private final FrameBounds frame;
    private final FrameAggregates totals;

    // ---- the sequence at work
    private long addedFrom;
    private long addedTo;
    private int[] picks = {};
    private int[] weights = {};

    AggregateValues(OverCall call, AggregateCall aggregate, List<SortKey> order, List<DataType> types) {
        frame = new FrameBounds(call.frame(), order);
        boolean leaves = !frame.beginsFirst() || frame.excludesSome();
        totals = new FrameAggregates(List.of(aggregate), types, leaves);
    }

    @Override
    public long margin() {
        return frame.growsByRows() ? Segments.ALL : frame.margin();
    }

    @Override
    public void begin(Sequence rows) {
        frame.begin(rows.entries());
        int size = rows.entries().size();
        if (picks.length < Math.max(1, size)) {
            picks = new int[Math.max(64, 2 * size)];
            weights = new int[picks.length];
        }
        totals.clear();
        addedFrom = 0;
        addedTo = 0;
    }

    @Override
    public void append(Sequence rows, Segments wanted, VectorBuilder out, ErrorMask errors) {
        for (int i = 0; i < wanted.count(); i++) {
            frame.find(rows, wanted.entry(i), wanted.place(i));
            if (!frame.excludesSome()) {
                move(rows, frame.from(), frame.to());
                totals.append(0, out, errors);
            } else {
                move(rows, frame.from(), frame.to());
                excluded(rows, -1);
                totals.append(0, out, errors);
                excluded(rows, 1);
            }
        }
    }

    /** Adds the rows that the frame leaves out, or takes them away. */
    private void excluded(Sequence rows, int sign) {
        long from = frame.from();
        for (int part = 0; part < frame.parts(); part++) {
            add(rows, from, frame.partFrom(part), sign);
            from = frame.partTo(part);
        }
        add(rows, from, frame.to(), sign);
    }

    private void move(Sequence rows, long from, long to) {
        boolean overlaps = from < addedTo && from >= addedFrom && to >= addedTo;
        if (!overlaps && !frame.beginsFirst()) { // one that begins first only grows
            totals.clear();
            addedFrom = from;
            addedTo = from;
        }
        add(rows, addedTo, to, 1);
        add(rows, addedFrom, from, -1);
        addedFrom = from;
        addedTo = to;
    }

    private void add(Sequence rows, long from, long to, int sign) {
        int picked = 0;
        boolean plain = sign > 0;
        int entry = rows.entryAt(from);
        long place = from;
        while (place < to) {
            long end = Math.min(to, rows.start(entry) + rows.weight(entry));
            long count = end - place;
            for (long left = count; left > 0; left -= Integer.MAX_VALUE) {
                int weight = (int) Math.min(Integer.MAX_VALUE, left);
                picks[picked++] = entry;
                weights[entry] = sign * weight;
                plain &= weight == 1;
                if (left > Integer.MAX_VALUE || picked == Batch.MAX_ROWS) {
                    give(rows, picked, plain);
                    picked = 0;
                    plain = sign > 0;
                }
            }
            place = end;
            entry++;
        }
        if (picked > 0) {
            give(rows, picked, plain);
        }
    }

    private void give(Sequence rows, int count, boolean plain) {
        Vector[] columns = rows.entries().columns();
        Batch part = new Batch(rows.entries().size(), columns, picks, count, plain ? null : weights, null, null);
        totals.add(part);
        part.release();
    }

    @Override
    public List<ValueType> columns() {
        return frame.beginsFirst() && !frame.excludesSome() ? totals.columns() : List.of();
    }

    @Override
    public void restore(StateTable from, int row, int column) {
        totals.read(from, row, column);
    }

    @Override
    public void store(Sequence rows, int entry, StateTable into, int row, int column) {
        totals.clear();
        totals.read(into, row, column);
        add(rows, 0, rows.start(entry), 1);
        totals.write(into, row, column);
    }

    @Override
    public void close() {
        totals.close();
    }
}
