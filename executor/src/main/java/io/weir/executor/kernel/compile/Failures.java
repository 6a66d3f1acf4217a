// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.executor.kernel.ErrorMask;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.function.RowError;
import org.jspecify.annotations.Nullable;

/** Errors as ints: 0 for none, else the code in the low eight bits, counted from 1, and above them the number of the span. */
public final class Failures {
    private static final ErrorCode[] CODES = ErrorCode.values();
    private static final int BITS = 8;

    private Failures() {}

    static int of(ErrorCode code, int span) {
        return span << BITS | code.ordinal() + 1;
    }

    /** What a call has thrown. */
    public static int of(RuntimeException thrown, int span) {
        return of(thrown instanceof RowError error ? error.code() : ErrorCode.INTERNAL, span);
    }

    public static void report(ErrorMask errors, int row, int failure, @Nullable SourceSpan[] spans) {
        errors.set(row, CODES[(failure & (1 << BITS) - 1) - 1], spans[failure >>> BITS]);
    }
}
