// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.function.RowError;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations that need all their arguments: of several errors the first argument's counts, an error beats NULL, and
 * NULL gives NULL.
 */
final class Strict {
    private Strict() {}

    static Node unary(Node argument, @Nullable SourceSpan span, UnaryOperator<Object> operation) {
        return row -> {
            Object value = argument.at(row);
            if (value == null || value instanceof Failure) {
                return value;
            }
            try {
                return operation.apply(value);
            } catch (RowError e) {
                return new Failure(e.code(), span);
            } catch (RuntimeException e) {
                return new Failure(ErrorCode.INTERNAL, span);
            }
        };
    }

    static Node binary(Node left, Node right, @Nullable SourceSpan span, BinaryOperator<Object> operation) {
        return row -> {
            Object a = left.at(row);
            if (a instanceof Failure) {
                return a;
            }
            Object b = right.at(row);
            if (b instanceof Failure) {
                return b;
            }
            if (a == null || b == null) {
                return null;
            }
            try {
                return operation.apply(a, b);
            } catch (RowError e) {
                return new Failure(e.code(), span);
            } catch (RuntimeException e) {
                return new Failure(ErrorCode.INTERNAL, span);
            }
        };
    }
}
