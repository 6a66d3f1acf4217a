// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

/**
 * What a job has done so far.
 *
 * @param rowsRead rows (events) that readers gave, those a reader left out by its predicates included where it tells
 * @param rowsWritten rows sinks and results took, by the sum of absolute weights
 * @param epochs barriers released
 * @param watermarkMicros least watermark of its scans; {@code Long.MIN_VALUE} for none
 */
public record JobMetrics(
        long rowsRead,
        long rowsWritten,
        long epochs,
        long late,
        long dropped,
        long filtered,
        long stateBytes,
        long watermarkMicros) {}
