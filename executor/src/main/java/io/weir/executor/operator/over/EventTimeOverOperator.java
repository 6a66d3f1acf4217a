// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.operator.session.DueHeap;
import io.weir.executor.state.CanonicalBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.Over;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row with its values, once, when the watermark reaches its time: nothing can come before it any more.
 *
 * <pre>
 *   partitions: partition -> due, the least time of a row that was not given yet
 *   rows: those not given yet, and of the others as many as later rows are computed from
 * </pre>
 */
public final class EventTimeOverOperator implements Operator {
    private static final int DUE = 0;
    private static final long NONE = Long.MAX_VALUE;

    private final OperatorContext context;
    private final int timeColumn;
    private final SortKey timeKey;
    private final Reach reach;
    private final OverCalls calls;
    private final int[] partition;
    private final StateTable partitions;
    private final OrderedRows rows;
    /** Partitions by due time, and entries that are no longer true. Made from the table after a restart. */
    private @Nullable DueHeap due;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];
    private int[] kept = new int[Batch.MAX_ROWS];
    private final GrowableBytes entry = new GrowableBytes();

    // ---- the barrier
    private long watermark;
    private final ArrayDeque<Batch> pending = new ArrayDeque<>();

    public EventTimeOverOperator(Over plan, OperatorContext context) {
        this.context = context;
        List<DataType> types = plan.input().schema().types();
        timeColumn = ((OverTime.EventTime) plan.time()).timeColumn();
        timeKey = plan.order().get(0);
        reach = Reach.of(plan.calls());
        calls = new OverCalls(plan.calls(), plan.order(), plan.input().schema(), context);
        partition = plan.partition().stream().mapToInt(Integer::intValue).toArray();
        List<DataType> keyTypes = plan.partition().stream().map(types::get).toList();
        List<ValueType> word = List.of(ValueType.Raw.LONG);
        partitions = context.state().table("partitions", keyTypes, word);
        rows = new OrderedRows(
                context.state().ordered("rows", keyTypes, OverOperator.sortTypes(plan.order(), types), word),
                plan.partition(),
                plan.order(),
                types);
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        DueHeap heap = heap();
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
            kept = new int[count];
        }
        LongVector times = (LongVector) batch.column(timeColumn).flat();
        int keptCount = 0;
        long late = 0;
        long dropped = 0;
        for (int i = 0; i < count; i++) {
            int row = batch.row(i);
            if (times.isNull(row)) {
                dropped += Math.abs(batch.weight(row));
            } else if (times.values()[row] <= context.openWatermark()) {
                late += Math.abs(batch.weight(row));
            } else {
                kept[keptCount++] = row;
            }
        }
        context.counters().addLate(late);
        context.counters().addDropped(dropped);
        if (keptCount > 0) {
            Batch part = batch.withSelection(Arrays.copyOf(kept, keptCount), keptCount);
            enter(part, times, heap);
            part.release();
        }
        return Progress.DONE;
    }

    private void enter(Batch batch, LongVector times, DueHeap heap) {
        hash.hash(batch, partition, hashes);
        partitions.resolve(batch, partition, hashes, found, true, null);
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            rows.encode(batch, row, hashes[i], entry);
            rows.table().add(entry, batch.weight(row));
            boolean isNew = partitions.word(found[i], DUE) == 0;
            if (isNew || times.values()[row] < due(found[i])) {
                setDue(found[i], times.values()[row], heap);
            }
        }
    }

    private long due(int row) {
        return partitions.word(row, DUE) ^ Long.MIN_VALUE;
    }

    private void setDue(int row, long time, DueHeap heap) {
        partitions.setWord(row, DUE, time ^ Long.MIN_VALUE); // a new row has 0, which is no time
        if (time != NONE) {
            heap.add(time, row);
        }
    }

    private DueHeap heap() {
        DueHeap heap = due;
        if (heap == null) {
            heap = new DueHeap();
            due = heap;
            TableScan scan = partitions.scan();
            while (!scan.done()) {
                int count = scan.next(found);
                for (int i = 0; i < count; i++) {
                    if (due(found[i]) != NONE) {
                        heap.add(due(found[i]), found[i]);
                    }
                }
            }
        }
        return heap;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        watermark = barrier.emit() ? context.watermark(barrier) : Barrier.NO_WATERMARK;
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        DueHeap heap = heap();
        while (true) {
            while (!pending.isEmpty()) {
                if (out.full()) {
                    return Progress.MORE;
                }
                out.send(pending.remove());
            }
            if (heap.isEmpty() || heap.firstTime() > watermark) {
                return Progress.DONE;
            }
            if (out.full()) {
                return Progress.MORE;
            }
            long time = heap.firstTime();
            int row = heap.firstRow();
            heap.removeFirst();
            if (partitions.isLive(row) && due(row) == time) {
                give(row, time, heap);
            }
        }
    }

    private void give(int row, long time, DueHeap heap) {
        entry.clear();
        rows.table().keyOf(partitions, row, entry);
        int keyLength = entry.length();
        byte[] from = rows.entryAt(at(time, keyLength), keyLength);
        byte[] end = watermark == Barrier.END_OF_TIME ? null : at(watermark + 1, keyLength);
        byte[] to = end == null ? null : rows.back(end, keyLength, 1, false, null, null);
        byte[] readFrom = rows.back(from, keyLength, reach.before(), reach.peers(), reach.distance(), null);
        calls.of(rows.read(readFrom, to, keyLength, from, to), 1).all(pending);
        if (end == null) {
            entry.clear();
            entry.put(from, 0, keyLength);
            byte[] all = Arrays.copyOf(from, keyLength + 1);
            all[keyLength] = (byte) 0xFF;
            rows.dropBefore(all, keyLength);
            partitions.free(row);
            return;
        }
        if (reach.before() != Reach.ALL) {
            rows.dropBefore(
                    rows.back(end, keyLength, reach.before(), false, reach.distance(), watermark + 1), keyLength);
        }
        partitions.touch(row);
        long next = rows.longAt(end, keyLength, timeColumn);
        if (next == NONE && !rows.any(end, keyLength)) {
            partitions.free(row);
        } else {
            setDue(row, next, heap);
        }
    }

    /** The place in the partition that {@link #entry} names, before all rows of a time. */
    private byte[] at(long time, int keyLength) {
        entry.truncate(keyLength);
        CanonicalBytes.encode(
                new LongVector(1, new long[] {time}, null), 0, timeKey.descending(), !timeKey.nullsFirst(), entry);
        byte[] place = entry.toByteArray();
        entry.truncate(keyLength);
        return place;
    }

    @Override
    public void close() {
        pending.forEach(Batch::release);
        pending.clear();
        calls.close();
    }
}
