// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.over;

import io.weir.spi.batch.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The wanted rows of a sequence with the values of all calls.
 *
 * @param values by call and segment
 * @param failed which segments have a value that cannot be represented; null when none has
 */
record Shown(Segments segments, Vector[] values, boolean @Nullable [] failed) {
    boolean hasFailed(int segment) {
        return failed != null && failed[segment];
    }
}
