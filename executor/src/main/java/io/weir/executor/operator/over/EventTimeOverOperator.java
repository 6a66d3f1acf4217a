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
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.OverTime;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.Over;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.LongVector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row with its values, once, when the watermark reaches its time: nothing can come before it any more.
 *
 * <pre>
 *   partitions: partition -> due, the least time of a row that was not given yet; what is known of rows no longer there
 *   rows: those not given yet, and of the others as many as later rows are computed from
 * </pre>
 */
public final class EventTimeOverOperator implements Operator {
    private static final int DUE = 0;
    private static final int WORDS = 1;
    private static final int MOST_ROWS = 4_096;
    private static final long NONE = Long.MAX_VALUE;

    private final OperatorContext context;
    private final int timeColumn;
    private final SortKey timeKey;
    private final OverCalls calls;
    private final Reach reach;
    /** Whether no row is ever needed no more. */
    private final boolean keepsAll;

    private final int[] partition;
    private final StateTable partitions;
    private final OrderedRows rows;
    /** The first rows of partitions, where values depend on them and they are no longer among the others. */
    private final @Nullable OrderedRows firsts;
    /** Where the columns of calls begin among the values of a partition. */
    private final int columns;
    /** Partitions by due time, and entries that are no longer true. Made from the table after a restart. */
    private @Nullable DueHeap due;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];
    private int[] onTime = new int[Batch.MAX_ROWS];
    private final GrowableBytes entry = new GrowableBytes();

    // ---- the barrier
    private long watermark;
    private final OrderedCursor cursor;
    private final Walk walk;
    private final Utf8 piece = new Utf8();
    private final Entries entries;
    private final long[] before;
    private final long[] after;
    private final Sequence sequence;
    private final Entries firstEntries;
    private final Sequence firstRows;
    private final Segments segments = new Segments();
    private final Differences differences = new Differences();
    private final GrowableBytes from = new GrowableBytes();
    private final GrowableBytes end = new GrowableBytes();
    private final GrowableBytes kept = new GrowableBytes();
    private final long[] timeAt = new long[1];
    private final LongVector timeVector = new LongVector(1, timeAt, null);
    private final ArrayDeque<Batch> pending = new ArrayDeque<>();
    private final Answers answers;

    public EventTimeOverOperator(Over plan, OperatorContext context) {
        this.context = context;
        List<DataType> types = plan.input().schema().types();
        List<DataType> keyTypes = plan.partition().stream().map(types::get).toList();
        timeColumn = ((OverTime.EventTime) plan.time()).timeColumn();
        timeKey = plan.order().get(0);
        calls = new OverCalls(plan.calls(), keyTypes, plan.order(), plan.input().schema(), context, true);
        reach = calls.reach();
        keepsAll = reach.fromStart();
        partition = plan.partition().stream().mapToInt(Integer::intValue).toArray();
        columns = WORDS + calls.words();
        List<ValueType> values = new ArrayList<>(Collections.nCopies(columns, ValueType.Raw.LONG));
        values.addAll(calls.columns());
        partitions = context.state().table("partitions", keyTypes, values);
        List<DataType> sortTypes = OverOperator.sortTypes(plan.order(), types);
        rows = new OrderedRows(
                context.state().ordered("rows", keyTypes, sortTypes, OverOperator.ROW_WORDS),
                plan.partition(),
                plan.order(),
                types,
                false);
        firsts = reach.firstRows() == 0
                ? null
                : new OrderedRows(
                        context.state().ordered("first rows", keyTypes, sortTypes, OverOperator.ROW_WORDS),
                        plan.partition(),
                        plan.order(),
                        types,
                        false);
        cursor = rows.table().cursor();
        walk = new Walk(rows);
        answers = new Answers(plan.schema().types(), pending);
        entries = new Entries(types);
        before = new long[calls.words()];
        after = new long[calls.words()];
        sequence = new Sequence(entries, before, new long[0]);
        firstEntries = new Entries(types);
        firstRows = new Sequence(firstEntries, before, new long[0]);
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        DueHeap heap = heap();
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
            onTime = new int[count];
        }
        LongVector times = (LongVector) batch.column(timeColumn).flat();
        int onTimeCount = 0;
        long late = 0;
        long dropped = 0;
        for (int i = 0; i < count; i++) {
            int row = batch.row(i);
            if (times.isNull(row)) {
                dropped += Math.abs(batch.weight(row));
            } else if (times.values()[row] <= context.openWatermark()) {
                late += Math.abs(batch.weight(row));
            } else {
                onTime[onTimeCount++] = row;
            }
        }
        context.counters().addLate(late);
        context.counters().addDropped(dropped);
        if (onTimeCount > 0) {
            Batch part = batch.withSelection(Arrays.copyOf(onTime, onTimeCount), onTimeCount);
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
                if (answers.flush()) {
                    continue;
                }
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
        at(time, from);
        long next = read(keyLength);
        for (int i = 0; i < before.length; i++) {
            before[i] = partitions.word(row, WORDS + i);
        }
        sequence.take(entries, false, readFirst() ? firstRows : null);
        calls.restore(partitions, row, columns);
        differences.all(entries, calls.of(sequence, segments, 1), answers);
        boolean isLast = next == NONE;
        if (isLast && watermark == Barrier.END_OF_TIME) {
            drop(rows, null, keyLength, 0);
            if (firsts != null) {
                drop(firsts, null, keyLength, 0);
            }
            partitions.free(row);
            return;
        }
        partitions.touch(row);
        if (!keepsAll) {
            carry(row, Math.min(next, watermark + 1), keyLength); // a row may still come before those that are there
        }
        if (isLast && !reach.runs() && reach.firstRows() == 0 && !rows.table().first(entry, cursor)) {
            partitions.free(row);
        } else {
            setDue(row, next, heap);
        }
    }

    /** Reads the first rows of the partition; says whether they are not among the others. */
    private boolean readFirst() {
        if (firsts == null || before[Prefix.ROWS] == 0) {
            return false;
        }
        firsts.readFirst(entry, reach.firstRows(), firstEntries, end);
        firstRows.take(firstEntries, false, null);
        return true;
    }

    /** Drops the rows that those from a time on do not need, and stores what they need to know of them. */
    private void carry(int row, long time, int keyLength) {
        at(time, end);
        walk.backFromEnd(end, keyLength, reach.before(), time, kept);
        int firstKept = firstKept();
        calls.save(sequence, firstKept, after);
        calls.store(sequence, firstKept);
        for (int i = 0; i < after.length; i++) {
            partitions.setWord(row, WORDS + i, after[i]);
        }
        drop(rows, kept, keyLength, reach.firstRows() - before[Prefix.ROWS]);
    }

    /** Reads the rows that are due, or some of them, and those before; gives the time of the next, if there is one. */
    private long read(int keyLength) {
        entries.clear();
        boolean isWanted = false;
        long former = 0;
        boolean there = rows.table().first(entry, cursor);
        while (there) {
            int size = entries.size();
            cursor.entry(piece);
            if (!isWanted && OrderedRows.compare(piece, from) >= 0) {
                isWanted = true;
                entries.wantFrom(size);
            }
            if (isWanted) {
                long time = timeOf(keyLength);
                if (time > watermark || size - entries.wantedFrom() >= MOST_ROWS && time != former) {
                    entries.wantTo(size);
                    entries.end();
                    return time;
                }
                former = time;
            }
            rows.append(cursor, keyLength, size == 0, entries);
            there = cursor.next();
        }
        entries.wantTo(entries.size());
        entries.end();
        return NONE;
    }

    private long timeOf(int keyLength) {
        int orderEnd = rows.orderEnd(piece.bytes(), piece.start() + keyLength);
        return (Long) Objects.requireNonNull(rows.firstKey(piece.bytes(), orderEnd));
    }

    /** The entry of the first row that is kept; behind the last when none is. */
    private int firstKept() {
        int found = 0;
        boolean there = rows.table().first(entry, cursor);
        while (there && found < entries.wantedTo() && OrderedRows.compare(cursor.entry(piece), kept) < 0) {
            found++;
            there = cursor.next();
        }
        return found;
    }

    /**
     * Drops the rows of the partition before a place, or all.
     *
     * @param toFirsts how many of them become first rows
     */
    private void drop(OrderedRows from, @Nullable GrowableBytes place, int keyLength, long toFirsts) {
        long wanted = toFirsts;
        while (from.table().first(entry, cursor)) {
            cursor.entry(piece);
            if (place != null && OrderedRows.compare(piece, place) >= 0) {
                return;
            }
            long weight = cursor.word(OrderedRows.NOW);
            entry.clear();
            entry.put(piece);
            from.table().remove(entry);
            if (wanted > 0 && firsts != null) {
                firsts.table().add(entry, weight);
                wanted -= weight;
            }
            entry.truncate(keyLength);
        }
    }

    /** Sets the place in the partition that {@link #entry} names, before all rows of a time. */
    private void at(long time, GrowableBytes place) {
        OrderedRows.copy(entry, place);
        timeAt[0] = time;
        CanonicalBytes.encode(timeVector, 0, timeKey.descending(), !timeKey.nullsFirst(), place);
    }

    @Override
    public void close() {
        pending.forEach(Batch::release);
        pending.clear();
        calls.close();
    }
}
