// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import io.weir.spi.batch.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of one epoch.
 *
 * @param rows in the order to be shown, dense and without weights, with the {@code op} column when the result changes;
 *     null for none. The reader owns the batch.
 * @param epoch the epoch the rows belong to
 * @param watermark microseconds; {@code Long.MIN_VALUE} when there is none yet
 * @param epochComplete whether with this frame the epoch has been shown whole
 * @param last whether the result has ended
 */
public record Frame(@Nullable Batch rows, long epoch, long watermark, boolean epochComplete, boolean last) {
    public int size() {
        return rows == null ? 0 : rows.size();
    }
}
