// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.border;

import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.source.BatchBytes;
import io.weir.executor.state.GrowableBytes;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to the reader of a result: as they come, marked incomplete, when they are final at once; else the whole epoch
 * when its barrier has come.
 */
public final class ResultOperator implements Border {
    private static final int FRAMES_PER_CALL = 16;
    /** What a frame takes beside its rows. */
    private static final int FRAME_BYTES = 256;

    // ---- settings
    private final Borders borders;
    private final ResultBuffer buffer;
    private final List<DataType> types;
    private final HeldRows held;
    private final boolean atOnce;

    // ---- state
    private long openEpoch;
    private @Nullable Unroll shown;
    private HeldRows.@Nullable Delta following;
    private @Nullable Barrier closing;

    public ResultOperator(PhysicalPlan.Result plan, Borders borders, ResultBuffer buffer) {
        this.borders = borders;
        this.buffer = buffer;
        this.openEpoch = borders.openEpoch();
        this.types = plan.schema().types();
        boolean append = plan.changes() == ChangeMode.APPEND;
        this.held =
                append ? new HeldBatches(types, borders.budget()) : new FoldedRows(types, plan.key(), borders.budget());
        this.atOnce = plan.early() || (append && borders.finalAtOnce());
    }

    /** What tells the runtime whether there is room for frames; nothing is sent to it. */
    public Output output() {
        return new Output() {
            @Override
            public boolean full() {
                return buffer.full();
            }

            @Override
            public void send(Batch batch) {
                throw new IllegalStateException("a result has no output");
            }
        };
    }

    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        if (!atOnce) {
            held.add(batch);
            return Progress.DONE;
        }
        shown = new Unroll(new HeldRows.Delta(Compact.of(batch, types), null));
        return resume(out);
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        openEpoch = barrier.epoch() + 1;
        if (!barrier.emit()) {
            return Progress.DONE;
        }
        closing = barrier;
        following = held.next();
        return resume(out);
    }

    @Override
    public Progress resume(Output out) {
        for (int i = 0; i < FRAMES_PER_CALL; i++) {
            if (out.full()) {
                return Progress.MORE;
            }
            if (shown == null && following != null) {
                shown = new Unroll(following);
                following = held.next();
            }
            if (shown != null) {
                show(shown);
            } else if (closing != null) {
                add(closing, null, true);
                closing = null;
            }
            if (shown == null && closing == null) {
                return Progress.DONE;
            }
        }
        return Progress.MORE;
    }

    private void show(Unroll rows) {
        HeldRows.Delta part = rows.next();
        boolean whole = rows.done() && following == null && closing != null;
        if (rows.done()) {
            rows.close();
            shown = null;
        }
        add(closing, part, whole);
        if (whole) {
            closing = null;
        }
    }

    private void add(@Nullable Barrier barrier, HeldRows.@Nullable Delta part, boolean whole) {
        long epoch = barrier == null ? openEpoch : barrier.epoch();
        long watermark = barrier == null
                ? borders.context().openWatermark()
                : borders.context().watermark(barrier);
        boolean last = whole && barrier != null && barrier.last();
        if (part == null) {
            buffer.add(new ResultFrame(null, null, epoch, watermark, whole, last), 0);
            return;
        }
        borders.written(part.rows().size());
        buffer.add(
                new ResultFrame(part.rows(), part.kinds(), epoch, watermark, whole, last),
                FRAME_BYTES + BatchBytes.held(part.rows()));
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
        if (shown != null) {
            shown.close();
            shown = null;
        }
        if (following != null) {
            following.rows().release();
            following = null;
        }
        held.close();
    }
}
