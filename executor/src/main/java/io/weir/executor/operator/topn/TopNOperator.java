// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.topn;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.operator.TouchedRows;
import io.weir.executor.state.Cell;
import io.weir.executor.state.GrowableBytes;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.OrderedCursor;
import io.weir.executor.state.OrderedTable;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.RankFunction;
import io.weir.plan.physical.PhysicalPlan.TopN;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Utf8;
import io.weir.spi.connector.ChangeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of each partition in order; at the barrier walks over the partitions that were touched, and sends how the
 * rows have changed whose rank is in the range.
 *
 * <p>What is behind the range of rows that are never taken back can never come into it, and is not kept: with ROW_NUMBER no more
 * rows are kept than the last rank says, with RANK and DENSE_RANK those that have such a rank, once the barrier has found out.
 */
public final class TopNOperator implements Operator {
    private static final int EMITTED = 0;
    /** Of a bounded partition the number of rows, and the beginning of the order of the last one. */
    private static final int COUNT = 0;

    private static final int BOUND = 1;

    private final RowEntries form;
    private final long to;
    private final boolean bounded;
    private final boolean keeps;
    private final StateTable partitions;
    private final OrderedTable entries;
    /** Whether anything has been shown; until then nothing is remembered, and all partitions are looked at. */
    private final Cell progress;

    private final TopNChanges changes;
    private final TouchedRows touched = new TouchedRows();

    // ---- the batch
    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];
    private int[] changed = new int[Batch.MAX_ROWS];
    private final GrowableBytes sort = new GrowableBytes();
    private final GrowableBytes entry = new GrowableBytes();
    private final OrderedCursor cursor;
    private final Utf8 piece = new Utf8();

    // ---- the barrier
    private @Nullable TableScan scan;
    private final int[] scanned = new int[Batch.MAX_ROWS];
    private int scannedCount;
    private int at;
    private boolean open;

    public TopNOperator(TopN plan, OperatorContext context) {
        form = new RowEntries(
                plan.partition(), plan.order(), plan.input().schema().types());
        to = plan.to();
        keeps = !plan.perEpoch();
        bounded = plan.inputChanges() == ChangeMode.APPEND
                && plan.function() == RankFunction.ROW_NUMBER
                && to < Long.MAX_VALUE;
        partitions = context.state()
                .table("partitions", form.partitionTypes(), List.of(ValueType.Raw.LONG, ValueType.Raw.LONG));
        entries = context.state().ordered("rows", form.partitionTypes(), form.sortTypes(), TopNChanges.WORDS);
        progress = context.state().cell("progress", List.of(ValueType.Raw.LONG), Cell.Merge.GREATEST);
        cursor = entries.cursor();
        changes = new TopNChanges(plan, form, entries);
    }

    private boolean remembers() {
        return keeps && progress.word(EMITTED) != 0;
    }

    // ---- rows

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        int count = batch.size();
        if (found.length < count) {
            found = new int[count];
            hashes = new long[count];
            changed = new int[count];
        }
        hash.hash(batch, form.partition, hashes);
        partitions.resolve(batch, form.partition, hashes, found, true, null);
        int some = 0;
        for (int i = 0; i < count; i++) {
            if (add(batch, batch.row(i), hashes[i], found[i])) {
                changed[some++] = found[i];
            }
        }
        if (remembers()) {
            partitions.touchAll(changed, some);
            touched.setCount(partitions.mark(changed, some, touched.room(some), touched.count()));
            if (touched.count() > TouchedRows.MAX) {
                begin(false);
                return resume(out);
            }
        }
        return Progress.DONE;
    }

    /** Adds a row; says whether that has made a difference. */
    private boolean add(Batch batch, int row, long keyHash, int partition) {
        sort.clear();
        form.encodeOrder(batch, row, sort);
        int orderLength = sort.length();
        if (bounded && partitions.word(partition, COUNT) >= to) {
            long begin = beginning(sort.bytes(), 0, orderLength);
            if (Long.compareUnsigned(begin, partitions.word(partition, BOUND)) > 0) {
                return false;
            }
        }
        entry.clear();
        entries.keyOf(batch, form.partition, row, keyHash, entry);
        int keyLength = entry.length();
        entry.put(sort);
        form.encodeRest(batch, row, entry);
        entries.upsert(entry, cursor);
        long weight = cursor.word(TopNChanges.WEIGHT) + batch.weight(row);
        cursor.setWord(TopNChanges.WEIGHT, weight);
        cursor.setWord(TopNChanges.ORDER_LENGTH, orderLength);
        if (weight == 0 && cursor.word(TopNChanges.OLD) == 0) {
            entries.remove(entry);
        }
        if (bounded) {
            partitions.setWord(partition, COUNT, partitions.word(partition, COUNT) + batch.weight(row));
            if (partitions.word(partition, COUNT) >= to) {
                entry.truncate(keyLength);
                trim(partition);
            }
        }
        return true;
    }

    /** Takes the last rows of a partition away until it has no more than can be in the range. */
    private void trim(int partition) {
        long excess = partitions.word(partition, COUNT) - to;
        boolean there = entries.last(entry, cursor);
        while (there) {
            long weight = cursor.word(TopNChanges.WEIGHT);
            if (weight > excess) {
                cursor.setWord(TopNChanges.WEIGHT, weight - excess);
                break;
            }
            excess -= weight;
            cursor.setWord(TopNChanges.WEIGHT, 0);
            if (cursor.word(TopNChanges.OLD) == 0) {
                int keyLength = entry.length();
                entry.clear();
                entry.put(cursor.entry(piece));
                entries.remove(entry);
                entry.truncate(keyLength);
                there = entries.last(entry, cursor);
            } else {
                there = cursor.previous();
            }
        }
        partitions.setWord(partition, COUNT, to);
        if (there) {
            cursor.sort(piece);
            int orderLength = (int) cursor.word(TopNChanges.ORDER_LENGTH);
            partitions.setWord(partition, BOUND, beginning(piece.bytes(), piece.start(), orderLength));
        }
    }

    /** The first eight bytes of an order, as an unsigned number. */
    private static long beginning(byte[] bytes, int start, int length) {
        long beginning = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            beginning = beginning << 8 | (i < length ? bytes[start + i] & 0xFF : 0);
        }
        return beginning;
    }

    // ---- the barrier

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.emit() && !remembers()) {
            return Progress.DONE;
        }
        begin(true);
        return resume(out);
    }

    /** @param whole whether the epoch is, so that no row may have a weight below zero */
    private void begin(boolean whole) {
        changes.expectWhole(whole);
        scan = remembers() ? null : partitions.scan();
        scannedCount = 0;
        at = 0;
        open = false;
    }

    @Override
    public Progress resume(Output out) {
        int visited = 0;
        while (true) {
            if (changes.isFull()) {
                if (out.full()) {
                    return Progress.MORE;
                }
                out.send(changes.take());
            } else if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            } else if (open) {
                visited += changes.walk(TableScan.SLICE - visited);
                if (changes.isDone()) {
                    end();
                }
            } else if (!next()) {
                TableScan from = scan;
                if (from == null || from.done()) {
                    break;
                }
                scannedCount = from.next(scanned);
                visited += scannedCount == 0 ? TableScan.SLICE : scannedCount;
                at = 0;
            }
        }
        if (!changes.isEmpty()) {
            if (out.full()) {
                return Progress.MORE;
            }
            out.send(changes.take());
        }
        scan = null;
        touched.clear();
        progress.setWord(EMITTED, 1);
        if (!keeps && partitions.size() > 0) {
            partitions.clear();
            entries.clear();
        }
        return Progress.DONE;
    }

    /** Opens the next partition, if there is one at hand. */
    private boolean next() {
        int end = scan == null ? touched.count() : scannedCount;
        if (at == end) {
            return false;
        }
        entry.clear();
        entries.keyOf(partitions, partition(), entry);
        changes.begin(entry);
        open = true;
        return true;
    }

    private int partition() {
        return scan == null ? touched.rows()[at] : scanned[at];
    }

    /** The partition has been walked over; it goes when it has no rows. */
    private void end() {
        open = false;
        if (scan == null) {
            partitions.unmark(touched.rows(), at, at + 1);
        }
        if (changes.foundNone()) {
            partitions.free(partition());
        }
        at++;
    }
}
