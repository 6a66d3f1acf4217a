// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.harness;

import io.weir.executor.kernel.KernelMode;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Counters;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.executor.state.StateStore;
import io.weir.spi.error.SqlException;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an operator under trial is lent. */
final class HarnessContext implements OperatorContext {
    final MemoryBudget budget = MemoryBudget.unlimited();
    final Counters counters = new Counters();
    final TreeSet<Long> wakeUps = new TreeSet<>();
    private final Kernels kernels;
    private final boolean dropErrors;
    private @Nullable StateStore state;
    private long epochTimeMicros;
    private long openWatermark = Barrier.NO_WATERMARK;
    boolean enough;

    HarnessContext(KernelMode mode, boolean dropErrors, long startMicros) {
        this.kernels = Kernels.of(mode, new Random(1));
        this.dropErrors = dropErrors;
        this.epochTimeMicros = startMicros;
    }

    void opened(Barrier barrier) {
        epochTimeMicros = barrier.timeMicros();
        openWatermark = watermark(barrier);
    }

    /** The state declared, or null when there is none. */
    @Nullable
    StateStore declared() {
        return state;
    }

    void closeState() {
        if (state != null) {
            state.close();
            state = null;
        }
    }

    @Override
    public StateStore state() {
        StateStore declared = state;
        if (declared == null) {
            declared = new StateStore(KeyRange.all(), budget);
            state = declared;
        }
        return declared;
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public RowErrors errors() {
        return (batch, schema, row, weight, code, span) -> {
            if (!dropErrors) {
                throw SqlException.report(code)
                        .says("row %d failed", row)
                        .at(span)
                        .toException();
            }
            counters.addDropped(Math.abs((long) weight));
        };
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public long epochTimeMicros() {
        return epochTimeMicros;
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
    public void wakeAt(long timeMicros) {
        wakeUps.add(timeMicros);
    }

    @Override
    public void enough() {
        enough = true;
    }
}
