// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.source;

import io.weir.executor.kernel.Projection;
import org.jspecify.annotations.Nullable;

/**
 * How a scan is read in one task.
 *
 * @param number of the scan in its job
 * @param watermark gives the value whose greatest is the watermark; null when the table declares none
 * @param idleTimeoutMicros a split without rows for so long is idle; 0 for never
 */
public record ScanReading(
        int number, boolean bounded, @Nullable Projection watermark, long idleTimeoutMicros) {}
