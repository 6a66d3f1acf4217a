// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Writer;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a table: as they come when they are final at once, else the whole epoch when its barrier has come; flushes
 * at every barrier, and prepares at those that commit.
 *
 * <p>A writer that would have to wait counts as an output that is full, so the task waits for it without a thread.
 */
public final class SinkOperator implements Border {
    private static final int BATCHES_PER_CALL = 16;

    private final Borders borders;
    private final Writer writer;
    private final Runnable wake;
    private final List<DataType> types;
    private final HeldRows held;
    private final boolean atOnce;
    private boolean showing;
    private boolean flushed;
    private @Nullable Barrier closing;

    /** @param wake called when a writer that had to wait can go on */
    public SinkOperator(PhysicalPlan.Sink plan, Borders borders, Writer writer, Runnable wake) {
        this.borders = borders;
        this.writer = writer;
        this.wake = wake;
        this.types = plan.schema().types();
        boolean append = plan.changes() == ChangeMode.APPEND;
        this.held =
                append ? new HeldBatches(types, borders.budget()) : new FoldedRows(types, key(plan), borders.budget());
        this.atOnce = plan.early() || (append && borders.finalAtOnce());
    }

    /** What tells the runtime whether the writer can go on; nothing is sent to it. */
    public Output output() {
        return new Output() {
            @Override
            public boolean full() {
                return flushed ? !writer.settled(wake) : !writer.ready(wake);
            }

            @Override
            public void send(Batch batch) {
                throw new IllegalStateException("a sink has no output");
            }
        };
    }

    /** The table's key, by which a row that is taken back stands before the one in its place. */
    private static Optional<List<Integer>> key(PhysicalPlan.Sink plan) {
        List<String> names = plan.table().primaryKey();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.stream().map(plan.schema()::indexOf).toList());
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        if (atOnce) {
            write(batch);
        } else {
            held.add(batch);
        }
        return Progress.DONE;
    }

    private void write(Batch batch) {
        writer.write(batch);
        borders.written(batch.events());
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        closing = barrier;
        showing = barrier.emit();
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        for (int i = 0; showing && i < BATCHES_PER_CALL; i++) {
            if (out.full()) {
                return Progress.MORE;
            }
            HeldRows.Delta delta = held.next();
            if (delta == null) {
                showing = false;
            } else {
                try {
                    write(delta.rows());
                } finally {
                    delta.rows().release();
                }
            }
        }
        if (showing) {
            return Progress.MORE;
        }
        Barrier barrier = closing;
        if (barrier == null) {
            return Progress.DONE;
        }
        if (!flushed) {
            writer.flush();
            flushed = barrier.commit();
            if (flushed && out.full()) {
                return Progress.MORE;
            }
        }
        if (barrier.commit()) {
            borders.prepared(barrier, writer.prepare(barrier.epoch()));
        }
        flushed = false;
        closing = null;
        return Progress.DONE;
    }

    @Override
    public byte[] held() {
        GrowableBytes out = new GrowableBytes();
        held.store(out);
        return out.toByteArray();
    }

    @Override
    public void restore(byte[] rows) {
        StoredRows.read(rows, types, held::add);
    }

    @Override
    public void close() {
        held.close();
        writer.close();
    }
}
