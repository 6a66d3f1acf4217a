// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of three values and an error. */
final class Logic {
    private Logic() {}

    /**
     * AND and OR of two or more: the {@code winner} (FALSE for AND) beats all; else the first error; else NULL.
     *
     * @param winner what decides the result in any place
     */
    static Node junction(List<Node> arguments, boolean winner) {
        return row -> {
            Object failure = null;
            boolean anyNull = false;
            for (Node argument : arguments) {
                Object value = argument.at(row);
                if (value == null) {
                    anyNull = true;
                } else if (value instanceof Failure) {
                    failure = failure == null ? value : failure;
                } else if ((Boolean) value == winner) {
                    return winner;
                }
            }
            if (failure != null) {
                return failure;
            }
            return anyNull ? null : !winner;
        };
    }

    /** IS TRUE and its kin: whether the value is {@code expected}, which may be NULL; or whether it is not. */
    static Node is(Node argument, @Nullable Boolean expected, boolean negated) {
        return row -> {
            Object value = argument.at(row);
            if (value instanceof Failure) {
                return value;
            }
            boolean equal = expected == null ? value == null : expected.equals(value);
            return equal != negated;
        };
    }
}
