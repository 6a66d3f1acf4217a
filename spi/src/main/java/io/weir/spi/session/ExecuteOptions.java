// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.session;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of one execution.
 *
 * @param maxRows rows after which the result ends; 0 for no limit
 * @param timeout after which the statement fails with TIMED_OUT; empty for none
 */
public record ExecuteOptions(long maxRows, Optional<Duration> timeout) {
    public static ExecuteOptions none() {
        return new ExecuteOptions(0, Optional.empty());
    }
}
