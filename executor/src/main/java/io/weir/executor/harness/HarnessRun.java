// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import io.weir.executor.exchange.Poison;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.Operators;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.FrozenState;
import io.weir.executor.state.StateStore;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.Vectors;
import io.weir.spi.type.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One operator put through a list of steps in one mode. */
final class HarnessRun implements Output {
    /** The most rows that one call may send; those it visits are bounded by the same number. */
    private static final int ROWS_PER_CALL_MAX = 65_536;

    private static final int CALLS_MAX = 1_000_000;

    private final PhysicalPlan plan;
    private final HarnessMode mode;
    final HarnessContext context;
    private Operator operator;

    private final List<TextRows.Row> sent = new ArrayList<>();
    private int batchesThisCall;
    private int rowsThisCall;
    private int unreleased;
    /** How many calls the last batch or barrier took. */
    private int calls;
    /** How many the first batch or barrier after the last restart took; 0 in modes that do not restart. */
    private int callsAfterRestart;

    private boolean restarted;

    HarnessRun(PhysicalPlan plan, HarnessMode mode, boolean dropErrors, long startMicros) {
        this.plan = plan;
        this.mode = mode;
        this.context = new HarnessContext(mode.kernels(), dropErrors, startMicros);
        this.operator = Operators.of(plan, context);
    }

    // ---- the output

    @Override
    public boolean full() {
        return batchesThisCall >= (mode.tight() ? 1 : 1_000);
    }

    @Override
    public void send(Batch batch) {
        if (full()) {
            throw new AssertionError("sent though the output was full");
        }
        if (batch.size() == 0 || batch.rowCount() > Batch.MAX_ROWS) {
            throw new AssertionError("sent a batch of " + batch.size() + " of " + batch.rowCount() + " rows");
        }
        for (int i = 0; i < batch.size(); i++) {
            if (batch.weight(batch.row(i)) == 0) {
                throw new AssertionError("sent a row with weight 0");
            }
        }
        batchesThisCall++;
        rowsThisCall += batch.size();
        if (rowsThisCall > ROWS_PER_CALL_MAX) {
            throw new AssertionError("sent more than " + ROWS_PER_CALL_MAX + " rows in one call");
        }
        sent.addAll(TextRows.rows(plan.schema(), batch));
        batch.release();
    }

    /** The rows sent since the last call of this. */
    List<TextRows.Row> takeSent() {
        List<TextRows.Row> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    // ---- the steps

    void input(int input, Schema schema, List<TextRows.Row> rows) {
        for (Batch batch : shaped(schema, rows)) {
            unreleased++;
            Batch counted = new Batch(
                    batch.rowCount(), batch.columns(), batch.selection(), batch.size(), batch.weights(), null, each -> {
                        unreleased--;
                        Poison.spoil(each);
                    });
            begin();
            finish(operator.onBatch(input, counted, this));
            counted.release();
        }
    }

    void barrier(Barrier barrier) {
        begin();
        finish(operator.onBarrier(barrier, this));
        context.opened(barrier);
        context.wakeUps.headSet(barrier.timeMicros(), true).clear();
        if (mode.restarts() && !barrier.last()) {
            restart();
        }
    }

    private void begin() {
        batchesThisCall = 0;
        rowsThisCall = 0;
    }

    private void finish(Progress first) {
        Progress progress = first;
        for (calls = 1; progress == Progress.MORE; calls++) {
            if (calls > CALLS_MAX) {
                throw new AssertionError("the operator never comes to its end");
            }
            begin();
            progress = operator.resume(this);
        }
        if (restarted) {
            callsAfterRestart = calls;
            restarted = false;
        }
    }

    /** How many calls it took to go on after the last restart; at least so many where there are none. */
    int callsAfterRestart(int otherwise) {
        return mode.restarts() ? callsAfterRestart : otherwise;
    }

    private void restart() {
        restarted = true;
        try {
            StateStore state = context.declared();
            ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
            if (state != null) {
                try (FrozenState frozen = state.freeze()) {
                    frozen.write(snapshot);
                }
            }
            operator.close();
            context.closeState();
            operator = Operators.of(plan, context);
            StateStore restored = context.declared();
            if (restored != null) {
                restored.restore(new ByteArrayInputStream(snapshot.toByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the operator; fails when it has kept something. */
    void close() {
        operator.close();
        context.closeState();
        if (unreleased > 0) {
            throw new AssertionError(unreleased + " input batches were not released");
        }
        if (context.budget.leasedBytes() != 0) {
            throw new AssertionError(context.budget.leasedBytes() + " leased bytes were not returned");
        }
    }

    // ---- shapes

    private List<Batch> shaped(Schema schema, List<TextRows.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return switch (mode.shape()) {
            case WHOLE -> parts(schema, rows, Batch.MAX_ROWS);
            case SINGLE -> parts(schema, rows, 1);
            case SELECTED ->
                parts(schema, rows, Batch.MAX_ROWS / 2).stream()
                        .map(HarnessRun::selected)
                        .toList();
            case DICTIONARY ->
                parts(schema, rows, Batch.MAX_ROWS).stream()
                        .map(HarnessRun::dictionary)
                        .toList();
        };
    }

    private static List<Batch> parts(Schema schema, List<TextRows.Row> rows, int most) {
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            parts.add(TextRows.batch(schema, rows.subList(from, Math.min(rows.size(), from + most))));
        }
        return parts;
    }

    /** Every second row counts; the others are the same ones in another order. */
    private static Batch selected(Batch dense) {
        int size = dense.size();
        int[] rows = IntStream.range(0, 2 * size)
                .map(i -> i % 2 == 1 ? i / 2 : size - 1 - i / 2)
                .toArray();
        Vector[] columns = new Vector[dense.columnCount()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = Vectors.gather(dense.column(c), rows, rows.length);
        }
        int[] weights = dense.weights() == null
                ? null
                : IntStream.of(rows).map(dense::weight).toArray();
        int[] selection = IntStream.range(0, size).map(i -> 2 * i + 1).toArray();
        return new Batch(rows.length, columns, selection, size, weights, null, null);
    }

    private static Batch dictionary(Batch dense) {
        int size = dense.size();
        int[] backwards = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
        Vector[] columns = new Vector[dense.columnCount()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new DictionaryVector(size, backwards, Vectors.gather(dense.column(c), backwards, size));
        }
        return new Batch(size, columns, null, size, dense.weights(), null, null);
    }
}
