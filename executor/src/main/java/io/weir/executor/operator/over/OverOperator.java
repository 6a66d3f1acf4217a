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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of partitions in order, and at each emitting barrier sends how the values of rows have changed.
 *
 * <p>The changes of an epoch are gathered first. At the barrier the rows that a partition's changes can be felt by, found
 * from how far each call {@linkplain Reach reaches}, are computed as they were and as they are, and the difference is sent.
 * Until the first emitting barrier nothing has been shown, so that barrier sends all rows; and so does every one
 * when all rows of a partition come in one epoch, whose rows are then forgotten.
 */
public final class OverOperator implements Operator {
    private static final int EMITTED = 0;
    private static final byte[] NOTHING = {};

    private final boolean perEpoch;
    private final Reach reach;
    private final OverCalls calls;
    private final int[] partition;
    private final OrderedRows rows;
    private final Cell progress;

    private final StateStore scratch = new StateStore(KeyRange.all(), MemoryBudget.unlimited());
    /** The changes of the present epoch. */
    private final OrderedTable fresh;

    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private final GrowableBytes entry = new GrowableBytes();
    private final Utf8 piece = new Utf8();

    // ---- the barrier
    private boolean sendsAll;
    private boolean walking;
    /** Partitions up to this one have been dealt with; null at the start. */
    private byte @Nullable [] done;

    private final ArrayDeque<Batch> pending = new ArrayDeque<>();

    public OverOperator(Over plan, OperatorContext context) {
        List<DataType> types = plan.input().schema().types();
        perEpoch = plan.perEpoch();
        reach = Reach.of(plan.calls());
        calls = new OverCalls(plan.calls(), plan.order(), plan.input().schema(), context);
        partition = plan.partition().stream().mapToInt(Integer::intValue).toArray();
        List<DataType> keyTypes = plan.partition().stream().map(types::get).toList();
        List<DataType> sortTypes = sortTypes(plan.order(), types);
        List<ValueType> weight = List.of(ValueType.Raw.LONG);
        rows = new OrderedRows(
                context.state().ordered("rows", keyTypes, sortTypes, weight), plan.partition(), plan.order(), types);
        progress = context.state().cell("progress", weight, OverOperator::merge);
        fresh = scratch.ordered("fresh", keyTypes, sortTypes, weight);
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
        done = null;
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
            if (sendsAll) {
                nextPartition();
            } else {
                nextChanges();
            }
        }
    }

    /** Computes a whole partition, the next one there is. */
    private void nextPartition() {
        byte[] key = nextKey(rows.table());
        if (key == null) {
            walking = false;
            if (perEpoch) {
                rows.table().clear();
            } else {
                progress.setWord(EMITTED, 1);
            }
            return;
        }
        calls.of(rows.read(key, null, key.length, key, null), 1).all(pending);
    }

    /** Computes what the changes of a partition are felt by, the next one that has some. */
    private void nextChanges() {
        byte[] key = nextKey(fresh);
        if (key == null) {
            walking = false;
            fresh.clear();
            return;
        }
        List<byte[]> changed = new ArrayList<>();
        List<Long> weights = new ArrayList<>();
        OrderedCursor cursor = fresh.cursor();
        set(key);
        for (boolean there = fresh.first(entry, cursor); there; there = cursor.next()) {
            changed.add(OrderedRows.bytes(cursor.entry(piece)));
            weights.add(cursor.word(0));
        }
        byte[] first = changed.get(0);
        byte[] last = changed.get(changed.size() - 1);
        Shown before = calls.of(felt(first, last, key.length), -1);
        for (int i = 0; i < changed.size(); i++) {
            rows.add(changed.get(i), weights.get(i));
        }
        calls.of(felt(first, last, key.length), 1).changesFrom(before, pending);
    }

    /** The rows whose values depend on those between two places, and the rows that their values are computed from. */
    private Sequence felt(byte[] first, byte[] last, int keyLength) {
        byte[] from = rows.back(first, keyLength, reach.after(), reach.peers(), null, null);
        byte[] to = rows.on(last, keyLength, reach.before(), reach.peers(), reach.distance());
        byte[] readFrom = rows.back(from, keyLength, reach.before(), reach.peers(), reach.distance(), null);
        byte[] readTo = to == null ? null : rows.on(to, keyLength, reach.after(), reach.peers(), null);
        return rows.read(readFrom, readTo, keyLength, from, to);
    }

    /** The bytes of the first partition in a table behind {@link #done}, which it becomes; null when there is none. */
    private byte @Nullable [] nextKey(OrderedTable table) {
        OrderedCursor cursor = table.cursor();
        byte[] former = done;
        set(former == null ? NOTHING : former);
        if (!(former == null ? table.seek(entry, 0, cursor) : table.seekBehind(entry, cursor))) {
            return null;
        }
        cursor.entry(piece);
        int length = rows.keyLength(piece.bytes(), piece.start());
        byte[] key = Arrays.copyOfRange(piece.bytes(), piece.start(), piece.start() + length);
        done = key;
        return key;
    }

    private void set(byte[] bytes) {
        entry.clear();
        entry.put(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        pending.forEach(Batch::release);
        pending.clear();
        calls.close();
        scratch.close();
    }
}
