// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

/** Counts what an operator left out, so that rows in = out + filtered + late + dropped; written by the task, read by anyone. */
public final class Counters {
    private volatile long late;
    private volatile long dropped;
    private volatile long filtered;

    /** Rows that came after their window had fired. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addLate(long rows) {
        late += rows;
    }

    /** Rows left out because an expression failed and the job drops such rows, or their time was NULL. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addDropped(long rows) {
        dropped += rows;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addFiltered(long rows) {
        filtered += rows;
    }

    public long late() {
        return late;
    }

    public long dropped() {
        return dropped;
    }

    public long filtered() {
        return filtered;
    }
}
