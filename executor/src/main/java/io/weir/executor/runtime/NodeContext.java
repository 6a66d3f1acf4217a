// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.NodeErrors;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.kernel.RowErrors;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Counters;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.StateStore;
import io.weir.plan.physical.PhysicalPlan;
import org.jspecify.annotations.Nullable;

/** What one node of one task is lent. */
final class NodeContext implements OperatorContext {
    private static final long MILLI = 1_000;

    private final JobContext job;
    private final Layout.Node node;
    private final KeyRange range;
    private @Nullable StateStore state;
    private volatile long stateBytes;
    private final Counters counters = new Counters();
    private final NodeErrors errors;
    private long epochTimeMicros;
    private long openWatermark;

    NodeContext(JobContext job, Layout.Node node, KeyRange range) {
        this.job = job;
        this.node = node;
        this.range = range;
        this.errors = new NodeErrors(
                job.settings().onError(),
                job.deadLetters(),
                job.id(),
                node.plan().name(),
                counters,
                node.plan().inputs().stream().anyMatch(NodeContext::takesBack));
        this.epochTimeMicros = job.openTimeMicros();
        errors.opened(job.openEpoch(), epochTimeMicros);
        this.openWatermark = watermark(job.openWatermark(node.group()), epochTimeMicros);
    }

    /** Whether what a node gives may be taken back before the barrier; that of a scan says so by its weights. */
    private static boolean takesBack(PhysicalPlan plan) {
        boolean linear = plan instanceof PhysicalPlan.Scan
                || plan instanceof PhysicalPlan.Values
                || plan instanceof PhysicalPlan.Filter
                || plan instanceof PhysicalPlan.Project
                || plan instanceof PhysicalPlan.Unnest
                || plan instanceof PhysicalPlan.Union
                || plan instanceof PhysicalPlan.Exchange;
        return !linear || plan.inputs().stream().anyMatch(NodeContext::takesBack);
    }

    /** The node has done all that this barrier asks: a new epoch is open. */
    public void opened(Barrier barrier) {
        epochTimeMicros = barrier.timeMicros();
        openWatermark = watermark(barrier);
        errors.opened(barrier.epoch() + 1, epochTimeMicros);
    }

    @Override
    public StateStore state() {
        StateStore declared = state;
        if (declared == null) {
            declared = new StateStore(range, job.budget());
            state = declared;
        }
        return declared;
    }

    /** The node's state, or null when it has declared none. */
    @Nullable
    StateStore declaredState() {
        return state;
    }

    /** Called by the task, which alone may look into the state. */
    void measureState() {
        StateStore declared = state;
        if (declared != null) {
            stateBytes = declared.bytes();
        }
    }

    /** As it was at the last barrier. */
    long stateBytes() {
        return stateBytes;
    }

    void close() {
        if (state != null) {
            state.close();
        }
    }

    @Override
    public Kernels kernels() {
        return job.kernels();
    }

    @Override
    public RowErrors errors() {
        return errors;
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
        return watermark(barrier.watermarks()[node.group()], barrier.timeMicros());
    }

    /** Later rows have the barrier's time, which PROCTIME() cuts to milliseconds, or a later one. */
    private long watermark(long ofScans, long timeMicros) {
        return !node.plan().byClock() || ofScans == Barrier.END_OF_TIME
                ? ofScans
                : timeMicros - Math.floorMod(timeMicros, MILLI) - 1;
    }

    @Override
    public void waitsFor(long watermark) {
        if (node.plan().byClock() && watermark < Barrier.END_OF_TIME - MILLI) {
            wakeAt(-Math.floorDiv(-watermark - 1, MILLI) * MILLI);
        }
    }

    @Override
    public long openWatermark() {
        return openWatermark;
    }

    @Override
    public void wakeAt(long timeMicros) {
        job.coordinator().wakeAt(timeMicros);
    }

    @Override
    public void enough() {
        job.enough(node);
    }
}
