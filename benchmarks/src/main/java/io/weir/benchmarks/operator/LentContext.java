// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.operator;

import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Counters;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Output;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.SqlException;
import java.util.Random;

/** Lends an operator what it needs, and takes its rows. */
final class LentContext implements OperatorContext, Output {
    private final StateStore state = new StateStore(KeyRange.all(), MemoryBudget.unlimited());
    private final Counters counters = new Counters();
    long openWatermark = Barrier.NO_WATERMARK;
    long rowsSent;

    @Override
    public StateStore state() {
        return state;
    }

    @Override
    public Kernels kernels() {
        return Kernels.of(KernelMode.COMPILED, new Random(1));
    }

    @Override
    public RowErrors errors() {
        return (batch, schema, row, weight, code, span) -> {
            throw SqlException.report(code).says("row %d failed", row).toException();
        };
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public long epochTimeMicros() {
        return 0;
    }

    @Override
    public long watermark(Barrier barrier) {
        return barrier.watermarks()[0];
    }

    @Override
    public long openWatermark() {
        return openWatermark;
    }

    @Override
    public void wakeAt(long timeMicros) {}

    @Override
    public void enough() {}

    @Override
    public boolean full() {
        return false;
    }

    @Override
    public void send(Batch batch) {
        rowsSent += batch.size();
        batch.release();
    }
}
