// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which physical rows of a batch failed in an expression, and how; the error beside the value and the NULL.
 *
 * <p>Empty masks cost nothing. A mask belongs to one operator, which clears it before each batch.
 */
public final class ErrorMask {
    private static final ErrorCode[] CODES = ErrorCode.values();

    private int[] codes = {};
    private @Nullable SourceSpan[] spans = {};
    private int count;

    /** Forgets all errors. */
    public void clear() {
        if (count > 0) {
            Arrays.fill(codes, 0);
            count = 0;
        }
    }

    public boolean any() {
        return count > 0;
    }

    /** How many rows have failed. */
    public int count() {
        return count;
    }

    /** Marks a row; the first error of a row stays. */
    public void set(int row, ErrorCode code, @Nullable SourceSpan span) {
        if (row >= codes.length) {
            int length = Math.max(row + 1, 2048);
            codes = Arrays.copyOf(codes, length);
            spans = Arrays.copyOf(spans, length);
        }
        if (codes[row] == 0) {
            codes[row] = code.ordinal() + 1;
            spans[row] = span;
            count++;
        }
    }

    /** Takes a row's mark away, when another branch has decided it. */
    public void unset(int row) {
        if (has(row)) {
            codes[row] = 0;
            count--;
        }
    }

    public boolean has(int row) {
        return row < codes.length && codes[row] != 0;
    }

    public ErrorCode code(int row) {
        return CODES[codes[row] - 1];
    }

    public @Nullable SourceSpan span(int row) {
        return spans[row];
    }
}
