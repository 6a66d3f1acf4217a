// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.Cell;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateStore;
import io.weir.executor.state.ValueType;
import io.weir.plan.SortKey;
import io.weir.plan.physical.PhysicalPlan.Over;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of partitions in order, and at each emitting barrier sends how the values of rows have changed.
 *
 * <p>The changes of an epoch are gathered first. At the barrier the rows that a partition's changes can be felt by, found
 * from how far each call {@linkplain Reach reaches}, are computed as they were and as they are, and the difference is sent.
 * What depends on all rows before is carried on from {@link Marks}, and carried no further than it differs.
 * Until the first emitting barrier nothing has been shown, so that barrier sends all rows; and so does every one
 * when all rows of a partition come in one epoch, whose rows are then forgotten.
 *
 * <pre>
 *   rows: partition, order, row -> how often it is there
 *   marks: partition, order, row -> what is known of all rows before
 *   totals: partition -> what is known of all its rows
 * </pre>
 */
public final class OverOperator implements Operator {
    private static final int EMITTED = 0;
    /** Of a row, how often it is there and how much that has changed. */
    static final List<ValueType> ROW_WORDS = List.of(ValueType.Raw.LONG, ValueType.Raw.LONG);

    private final boolean perEpoch;
    private final OverCalls calls;
    private final int[] partition;
    private final OrderedRows rows;
    /** Null when no value depends on all rows before. */
    private final @Nullable Marks marks;

    /** Null when no value depends on all rows of a partition. */
    private final @Nullable Totals totals;

    private final Cell progress;

    private final StateStore scratch = new StateStore(KeyRange.all(), MemoryBudget.unlimited());
    /** The changes of the present epoch. */
    private final OrderedTable fresh;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    // ---- the barrier
    private final PartitionChanges changes;
    private boolean sendsAll;
    private boolean walking;
    private boolean inPartition;
    /** The partition at work or dealt with last; empty at the start. */
    private final GrowableBytes key = new GrowableBytes();

    private final ArrayDeque<Batch> pending = new ArrayDeque<>();
    private final Answers answers;

    public OverOperator(Over plan, OperatorContext context) {
        List<DataType> types = plan.input().schema().types();
        perEpoch = plan.perEpoch();
        boolean turned = Turned.isBetter(plan.calls());
        List<SortKey> order = turned ? Turned.order(plan.order()) : plan.order();
        calls = new OverCalls(
                turned ? Turned.calls(plan.calls()) : plan.calls(),
                order,
                plan.input().schema(),
                context,
                false);
        partition = plan.partition().stream().mapToInt(Integer::intValue).toArray();
        List<DataType> keyTypes = plan.partition().stream().map(types::get).toList();
        List<DataType> sortTypes = sortTypes(plan.order(), types);
        OrderedTable table = context.state().ordered("rows", keyTypes, sortTypes, ROW_WORDS);
        rows = new OrderedRows(table, plan.partition(), order, types, turned);
        List<ValueType> words = Collections.nCopies(calls.words(), ValueType.Raw.LONG);
        marks = calls.reach().isCarried()
                ? new Marks(context.state().ordered("marks", keyTypes, sortTypes, words), calls.words())
                : null;
        totals = calls.totalWords() > 0
                ? new Totals(
                        context.state()
                                .ordered(
                                        "totals",
                                        keyTypes,
                                        List.of(),
                                        Collections.nCopies(calls.totalWords(), ValueType.Raw.LONG)),
                        rows,
                        calls)
                : null;
        progress = context.state().cell("progress", List.of(ValueType.Raw.LONG), OverOperator::merge);
        fresh = scratch.ordered("fresh", keyTypes, sortTypes, List.of(ValueType.Raw.LONG));
        answers = new Answers(plan.schema().types(), pending);
        changes = new PartitionChanges(rows, fresh, calls, marks, totals);
    }

    static List<DataType> sortTypes(List<SortKey> order, List<DataType> types) {
        List<DataType> sort = new ArrayList<>();
        order.forEach(key -> sort.add(types.get(key.column())));
        sort.addAll(types);
        return sort;
    }

    private static void merge(Cell into, Cell other) {
        into.setWord(EMITTED, Math.max(into.word(EMITTED), other.word(EMITTED)));
    }

    private boolean hasEmitted() {
        return progress.word(EMITTED) != 0;
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        int count = batch.size();
        if (hashes.length < count) {
            hashes = new long[count];
        }
        hash.hash(batch, partition, hashes);
        OrderedTable into = hasEmitted() ? fresh : rows.table();
        for (int i = 0; i < count; i++) {
            int row = batch.row(i);
            rows.encode(batch, row, hashes[i], entry);
            into.add(entry, batch.weight(row));
        }
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!hasEmitted() && !barrier.emit()) {
            return Progress.DONE;
        }
        sendsAll = !hasEmitted();
        walking = true;
        inPartition = false;
        key.clear();
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        while (true) {
            while (!pending.isEmpty()) {
                if (out.full()) {
                    return Progress.MORE;
                }
                out.send(pending.remove());
            }
            if (!walking) {
                return Progress.DONE;
            }
            if (out.full()) {
                return Progress.MORE;
            }
            step();
        }
    }

    /** Computes some rows of a partition, the next one there is. */
    private void step() {
        if (!inPartition) {
            if (!nextKey(sendsAll ? rows.table() : fresh)) {
                end();
                return;
            }
            inPartition = true;
            if (sendsAll) {
                changes.beginAll(key);
            } else {
                changes.begin(key);
            }
        }
        if (!changes.step(answers)) {
            changes.end();
            inPartition = false;
        }
    }

    private void end() {
        walking = false;
        answers.flush();
        if (!sendsAll) {
            fresh.clear();
        } else if (perEpoch) {
            rows.table().clear();
            if (marks != null) {
                marks.clear();
            }
            if (totals != null) {
                totals.clear();
            }
        } else {
            progress.setWord(EMITTED, 1);
        }
    }

    /** Goes to the first partition of a table behind the present one. */
    private boolean nextKey(OrderedTable table) {
        OrderedCursor cursor = table.cursor();
        if (!(key.length() == 0 ? table.seek(key, 0, cursor) : table.seekBehind(key, cursor))) {
            return false;
        }
        cursor.entry(piece);
        int length = rows.keyLength(piece.bytes(), piece.start());
        key.clear();
        key.put(piece.bytes(), piece.start(), length);
        return true;
    }

    @Override
    public void close() {
        pending.forEach(Batch::release);
        pending.clear();
        calls.close();
        scratch.close();
    }
}
