// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons, and IN, by the order of values. */
final class Comparison {
    private Comparison() {}

    static Node of(Operation operation, DataType type, Node left, Node right) {
        return Strict.binary(left, right, null, (a, b) -> holds(operation, ValueOrder.compare(type, a, b)));
    }

    private static boolean holds(Operation operation, int order) {
        return switch (operation) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    /** IS [NOT] DISTINCT FROM: NULL is a value. */
    static Node distinct(DataType type, Node left, Node right, boolean negated) {
        return row -> {
            Object a = left.at(row);
            if (a instanceof Failure) {
                return a;
            }
            Object b = right.at(row);
            if (b instanceof Failure) {
                return b;
            }
            return (ValueOrder.compare(type, a, b) != 0) != negated;
        };
    }

    static Node in(DataType type, Node value, List<Node> literals) {
        return row -> {
            Object sought = value.at(row);
            if (sought == null || sought instanceof Failure) {
                return sought;
            }
            boolean anyNull = false;
            for (@Nullable Object each : evaluate(literals, row)) {
                if (each == null) {
                    anyNull = true;
                } else if (ValueOrder.compare(type, sought, each) == 0) {
                    return true;
                }
            }
            return anyNull ? null : false;
        };
    }

    private static List<@Nullable Object> evaluate(List<Node> nodes, Row row) {
        List<@Nullable Object> values = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            values.add(node.at(row));
        }
        return values;
    }
}
