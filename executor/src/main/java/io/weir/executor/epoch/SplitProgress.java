// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

import io.weir.executor.time.SplitWatermark;
import org.jspecify.annotations.Nullable;

/**
 * How far a split has been read at a cut.
 *
 * @param position where to go on; null for its start
 * @param watermark of the rows so far; the three values that make a {@link SplitWatermark} again
 * @param idle whether it has had no rows for its idle timeout
 * @param finished whether it has ended
 */
public record SplitProgress(
        byte @Nullable [] position, long watermark, long greatest, long second, boolean idle, boolean finished) {
    /** Of a split that nothing has been read of. */
    public static SplitProgress none() {
        SplitWatermark fresh = new SplitWatermark();
        return new SplitProgress(null, fresh.value(), fresh.greatest(), fresh.second(), false, false);
    }

    /** A watermark that goes on from here. */
    public SplitWatermark resume() {
        return new SplitWatermark(watermark, greatest, second);
    }
}
