// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.logical.LogicalPlan;
import java.util.Map;

/**
 * The oracle: the answer of a plan after each cut, worked out row by row from the plan as the statement says it.
 *
 * <p>Every node is a naive state machine over Z-sets: it keeps its whole input and works out its whole output anew. Nothing here is
 * shared with the executor.
 */
public final class ReferenceQuery {
    private final Node root;
    private final boolean dropErrors;
    private final ZSet answer = new ZSet();
    private long epochTimeMicros;
    private long late;
    private long dropped;

    /** The state machine of one plan node. */
    interface Node {
        /** What the node sends in this epoch, its barrier included. */
        ZSet step(Cut cut);
    }

    /**
     * @param startMicros the time of the first epoch
     * @param dropErrors whether a row whose expression fails is left out; else {@link #step} throws
     */
    public ReferenceQuery(LogicalPlan plan, long startMicros, boolean dropErrors) {
        this.epochTimeMicros = startMicros;
        this.dropErrors = dropErrors;
        this.root = Nodes.of(plan, new Scope(this, Map.of(), true));
    }

    /** Takes one epoch and gives how the answer has changed. */
    public ZSet step(Cut cut) {
        ZSet change = root.step(cut);
        answer.addAll(change);
        epochTimeMicros = cut.timeMicros();
        return change;
    }

    /** The answer now. */
    public ZSet answer() {
        ZSet copy = new ZSet();
        copy.addAll(answer);
        return copy;
    }

    /** Rows that came too late, by the sum of absolute weights. */
    public long late() {
        return late;
    }

    public long dropped() {
        return dropped;
    }

    long epochTimeMicros() {
        return epochTimeMicros;
    }

    void countLate(long weight) {
        late += Math.abs(weight);
    }

    void countDropped(long weight) {
        dropped += Math.abs(weight);
    }

    /** A row has failed: it is left out when errors are dropped. */
    void failed(RowFailure failure, long weight) {
        if (!dropErrors) {
            throw failure;
        }
        countDropped(weight);
    }
}
