// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

/**
 * Counts what an operator left out, so that {@code in = out + filtered + late + expired + dead letters + dropped}; written by
 * the task, read by anyone.
 *
 * <p>A row counts as often as it is added or taken back: by its absolute weight.
 */
public final class Counters {
    private volatile long late;
    private volatile long expired;
    private volatile long dropped;
    private volatile long filtered;
    private volatile long deadLetters;
    private volatile long deadLettersHealed;
    private volatile long conflicts;

    /** Rows that came after their window had fired. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addLate(long rows) {
        late += rows;
    }

    /** Rows that met state which its retention had freed. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addExpired(long rows) {
        expired += rows;
    }

    /** Rows left out because an expression failed and the job drops such rows, or their time was NULL. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addDropped(long rows) {
        dropped += rows;
    }

    /** Rows that a condition or a window did not want, or that failed and belong to no answer. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addFiltered(long rows) {
        filtered += rows;
    }

    /**
     * A row that became a dead letter, or one that takes back such a row.
     *
     * @param weight of the row
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void addDeadLetter(int weight) {
        deadLetters += Math.abs((long) weight);
        if (weight < 0) {
            deadLettersHealed -= weight;
        }
    }

    /** Says how many rows stand behind another of the same key now. */
    public void setConflicts(long rows) {
        conflicts = rows;
    }

    /** Rows that stand behind another of the same key now. */
    public long conflicts() {
        return conflicts;
    }

    public long late() {
        return late;
    }

    public long expired() {
        return expired;
    }

    public long dropped() {
        return dropped;
    }

    public long filtered() {
        return filtered;
    }

    /** Rows that became dead letters, and rows that took such rows back. */
    public long deadLetters() {
        return deadLetters;
    }

    /** Of the dead letters those that took another back. */
    public long deadLettersHealed() {
        return deadLettersHealed;
    }

    /** All that was left out. */
    public long leftOut() {
        return late + expired + dropped + filtered + deadLetters;
    }
}
