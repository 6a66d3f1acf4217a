// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

/**
 * What a job has done so far.
 *
 * <p>Rows are counted by absolute weight. Of a job whose operators are all linear, {@code rowsRead} is the sum of
 * {@code rowsWritten}, {@code late}, {@code expired}, {@code dropped}, {@code deadLetters} and {@code filtered}.
 *
 * @param rowsRead records that readers read: those they gave, those they passed over by their predicates where they tell, and those
 *     that could not be decoded
 * @param rowsWritten rows sinks and results took, by the sum of absolute weights
 * @param epochs barriers released
 * @param expired rows that met state which its retention had freed
 * @param dropped rows left out and not kept
 * @param deadLetters records and rows that became dead letters, and rows that took such rows back
 * @param deadLettersStanding the dead letters that have not been taken back
 * @param filtered rows that a condition did not want, or a reader passed over by its predicates
 * @param conflicts rows that are not shown in a table now, since another with the same key is
 * @param watermarkMicros least watermark of its scans; {@code Long.MIN_VALUE} for none
 */
public record JobMetrics(
        long rowsRead,
        long rowsWritten,
        long epochs,
        long late,
        long expired,
        long dropped,
        long deadLetters,
        long deadLettersStanding,
        long filtered,
        long conflicts,
        long stateBytes,
        long watermarkMicros) {}
