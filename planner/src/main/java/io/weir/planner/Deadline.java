// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ends planning that takes too long or is no longer wanted. */
final class Deadline {
    private final long endNanos;
    private final Duration limit;
    private final BooleanSupplier cancelled;

    Deadline(Duration limit, BooleanSupplier cancelled) {
        this.endNanos = System.nanoTime() + limit.toNanos();
        this.limit = limit;
        this.cancelled = cancelled;
    }

    void check() {
        if (cancelled.getAsBoolean()) {
            throw SqlException.report(ErrorCode.CANCELLED)
                    .says("the statement was cancelled while it was planned")
                    .toException();
        }
        if (System.nanoTime() - endNanos > 0) {
            throw SqlException.report(ErrorCode.PLAN_DEADLINE)
                    .says("planning took more than %d ms", limit.toMillis())
                    .hint("Split the query, for example into views.")
                    .toException();
        }
    }
}
