// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.functions.Casts;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.function.RowError;
import org.jspecify.annotations.Nullable;

/** What a column asks of the values that are written into it. */
final class Requirement {
    private Requirement() {}

    static Node notNull(Node argument, @Nullable SourceSpan span) {
        Failure missing = new Failure(ErrorCode.NULL_NOT_ALLOWED, span);
        return row -> {
            Object value = argument.at(row);
            return value == null ? missing : value;
        };
    }

    static Utf8 characters(Utf8 text, int max) {
        if (Casts.cut(text, max).length() < text.length()) {
            throw RowError.of(ErrorCode.TEXT_TOO_LONG);
        }
        return text;
    }

    static Utf8 bytes(Utf8 bytes, int max) {
        if (bytes.length() > max) {
            throw RowError.of(ErrorCode.TEXT_TOO_LONG);
        }
        return bytes;
    }
}
