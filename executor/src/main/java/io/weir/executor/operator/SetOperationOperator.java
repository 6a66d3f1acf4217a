// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.executor.state.Cell;
import io.weir.executor.state.KeyHash;
import io.weir.executor.state.StateTable;
import io.weir.executor.state.TableScan;
import io.weir.executor.state.ValueType;
import io.weir.plan.logical.LogicalPlan.SetOperation.Kind;
import io.weir.plan.physical.PhysicalPlan.SetOperation;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vector;
import io.weir.spi.type.DataType;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * INTERSECT and EXCEPT: keeps of each row how often each input has it and how often it has been shown, and settles the
 * difference at the barrier.
 */
final class SetOperationOperator implements Operator {
    private static final int EMITTED = 0;
    private static final int CHUNK = 1_024;

    private final Kind kind;
    private final boolean all;
    private final boolean keeps;
    private final int inputs;
    /** The place of how often a row has been shown, behind the weights by input. */
    private final int shown;

    private final int[] columns;
    private final StateTable rows;
    /** Whether anything has been shown; until then nothing is remembered, and all rows are looked at. */
    private final Cell progress;

    private final TouchedRows touched = new TouchedRows();
    private final KeyHash hash = new KeyHash();
    private long[] hashes = new long[Batch.MAX_ROWS];
    private int[] found = new int[Batch.MAX_ROWS];

    // ---- settling
    private @Nullable TableScan scan;
    private final int[] scanned = new int[CHUNK];
    private int scannedCount;
    private int at;
    private int freed;
    private final int[] sent = new int[Batch.MAX_ROWS];
    private int[] weights = new int[Batch.MAX_ROWS];
    private int sentCount;

    SetOperationOperator(SetOperation plan, OperatorContext context) {
        kind = plan.kind();
        all = plan.all();
        keeps = !plan.perEpoch();
        inputs = plan.inputs().size();
        shown = inputs;
        List<DataType> types = plan.schema().types();
        columns = IntStream.range(0, types.size()).toArray();
        rows = context.state().table("rows", types, Collections.nCopies(inputs + 1, ValueType.Raw.LONG));
        progress = context.state().cell("progress", List.of(ValueType.Raw.LONG), Cell.Merge.GREATEST);
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
        }
        hash.hash(batch, columns, hashes);
        rows.resolve(batch, columns, hashes, found, true, null);
        long[][] pages = rows.pages();
        int shift = rows.pageShift();
        int mask = rows.rowMask();
        int stride = rows.stride();
        int offset = rows.offsetOfValue(input);
        boolean anyZero = false;
        for (int i = 0; i < count; i++) {
            long[] page = pages[found[i] >> shift];
            int place = (found[i] & mask) * stride + offset;
            page[place] += batch.weight(batch.row(i));
            anyZero |= page[place] == 0;
        }
        if (remembers()) {
            touched.setCount(rows.mark(found, count, touched.room(count), touched.count()));
            if (touched.count() > TouchedRows.MAX) {
                begin();
                return resume(out);
            }
        } else if (anyZero) {
            for (int i = 0; i < count; i++) {
                if (rows.isLive(found[i])) {
                    freeIfGone(found[i]);
                }
            }
        }
        return Progress.DONE;
    }

    private void freeIfGone(int row) {
        for (int i = 0; i <= inputs; i++) {
            if (rows.word(row, i) != 0) {
                return;
            }
        }
        rows.free(row);
    }

    /** How often a row is to be shown. */
    private long due(int row) {
        long first = rows.word(row, 0);
        long due = first;
        for (int i = 1; i < inputs; i++) {
            long weight = rows.word(row, i);
            due = kind == Kind.INTERSECT ? Math.min(due, weight) : all ? due - weight : weight > 0 ? 0 : due;
        }
        return all ? Math.max(0, due) : due > 0 ? 1 : 0;
    }

    // ---- the barrier

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        if (!barrier.emit() && !remembers()) {
            return Progress.DONE;
        }
        begin();
        return resume(out);
    }

    private void begin() {
        scan = remembers() ? null : rows.scan();
        scannedCount = 0;
        at = 0;
        freed = 0;
    }

    @Override
    public Progress resume(Output out) {
        int visited = 0;
        while (true) {
            int[] from = scan == null ? touched.rows() : scanned;
            int end = scan == null ? touched.count() : scannedCount;
            if (sentCount == sent.length || (at == end && sentCount > 0)) {
                if (out.full()) {
                    return Progress.MORE;
                }
                send(out);
                free(from);
            } else if (visited >= TableScan.SLICE) {
                return Progress.MORE;
            } else if (at < end) {
                int before = at;
                int stop = Math.min(end, at + CHUNK);
                while (at < stop && settle(from[at])) {
                    at++;
                }
                visited += at - before;
            } else {
                free(from);
                if (scan == null || scan.done()) {
                    break;
                }
                scannedCount = scan.next(scanned);
                visited += scannedCount == 0 ? TableScan.SLICE : scannedCount;
                at = 0;
                freed = 0;
            }
        }
        scan = null;
        touched.clear();
        progress.setWord(EMITTED, 1);
        if (!keeps && rows.size() > 0) {
            rows.clear();
        }
        return Progress.DONE;
    }

    /** Takes the difference of a row; false when there is no room for all of it. */
    private boolean settle(int row) {
        long due = due(row);
        long has = rows.word(row, shown);
        while (due != has && sentCount < sent.length) {
            int part = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, due - has));
            sent[sentCount] = row;
            weights[sentCount++] = part;
            has += part;
        }
        rows.setWord(row, shown, has);
        return due == has;
    }

    private void send(Output out) {
        Vector[] vectors = new Vector[columns.length];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = rows.keyVector(c, sent, 0, sentCount);
        }
        boolean ones = true;
        for (int i = 0; i < sentCount; i++) {
            ones &= weights[i] == 1;
        }
        out.send(new Batch(sentCount, vectors, null, sentCount, ones ? null : weights, null, null));
        weights = new int[Batch.MAX_ROWS];
        sentCount = 0;
    }

    /** Lets go of those rows that have been settled and sent. */
    private void free(int[] from) {
        if (scan == null) {
            rows.unmark(from, freed, at);
        }
        for (; freed < at; freed++) {
            freeIfGone(from[freed]);
        }
    }
}
