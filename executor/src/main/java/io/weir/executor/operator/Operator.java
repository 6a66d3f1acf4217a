// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.spi.batch.Batch;

/**
 * One node of a plan at work in one task: a plain loop over batches.
 *
 * <p>Lives on one task thread. Never reads a clock, starts a thread, writes a file or serialises anything; it asks its
 * {@link OperatorContext}. A call visits at most 65,536 rows or entries, sends until the output is full, and then
 * answers {@link Progress#MORE}; the runtime calls {@link #resume} until {@link Progress#DONE} before it hands in
 * anything else, and only then forwards a barrier.
 */
public interface Operator extends AutoCloseable {
    /**
     * Takes a batch. The batch belongs to the runtime, which keeps it until the answer is DONE; who needs it longer
     * retains it.
     *
     * @param input index of the input it came from
     */
    Progress onBatch(int input, Batch batch, Output out);

    /** All inputs have delivered this barrier: closes its epoch and opens the next. */
    Progress onBarrier(Barrier barrier, Output out);

    /** Goes on where the last call stopped. */
    Progress resume(Output out);

    /** Frees what it holds; state is closed by the runtime. */
    @Override
    default void close() {}
}
