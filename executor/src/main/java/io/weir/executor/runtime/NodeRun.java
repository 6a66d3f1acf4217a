// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.exchange.Receiver;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.Output;
import io.weir.executor.operator.Progress;
import io.weir.spi.batch.Batch;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One operator at work in a task: calls it when its output has room, and keeps what it cannot take yet.
 *
 * <p>A batch is handed to the operator within the call that sends it, unless the operator is still busy with another one
 * or its output is full; then it waits, and the node tells its senders that it is full.
 */
final class NodeRun {
    /** A batch that waits, and the input it came by. */
    private record Waiting(int input, Batch batch) {}

    private static final int WAITING_MAX = 64;

    private final Operator operator;
    private final Output out;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private long rows;
    private @Nullable Batch current;

    NodeRun(Operator operator, Output out) {
        this.operator = operator;
        this.out = out;
    }

    Operator operator() {
        return operator;
    }

    /** How many rows have come in, by absolute weight. */
    long rows() {
        return rows;
    }

    /** One of the node's inputs. */
    Receiver input(int index) {
        return new Receiver() {
            @Override
            public boolean full() {
                return NodeRun.this.full();
            }

            @Override
            public void accept(Batch batch) {
                take(index, batch);
            }
        };
    }

    boolean full() {
        return busy || !waiting.isEmpty() || out.full();
    }

    private void take(int input, Batch batch) {
        if (full()) {
            if (waiting.size() == WAITING_MAX) {
                throw new IllegalStateException("an operator goes on sending though its output is full");
            }
            waiting.add(new Waiting(input, batch));
        } else {
            give(input, batch);
        }
    }

    private void give(int input, Batch batch) {
        rows += batch.events();
        current = batch;
        busy = true;
        after(operator.onBatch(input, batch, out));
    }

    private void after(Progress progress) {
        if (progress == Progress.DONE) {
            busy = false;
            Batch done = current;
            current = null;
            if (done != null) {
                done.release();
            }
        }
    }

    /** Whether it has something to do before the next barrier. */
    boolean pending() {
        return busy || !waiting.isEmpty();
    }

    /** Does the next of what is pending; false when there is no room for it. */
    boolean advance() {
        if (out.full()) {
            return false;
        }
        if (busy) {
            after(operator.resume(out));
        } else {
            Waiting next = waiting.remove();
            give(next.input, next.batch);
        }
        return true;
    }

    /** Begins with a barrier; false when there is no room. */
    boolean begin(Barrier barrier) {
        if (out.full()) {
            return false;
        }
        busy = true;
        after(operator.onBarrier(barrier, out));
        return true;
    }

    void close() {
        if (current != null) {
            current.release();
            current = null;
        }
        waiting.forEach(each -> each.batch.release());
        waiting.clear();
        operator.close();
    }
}
