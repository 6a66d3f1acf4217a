// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which parts of expressions are written into methods of their own, so that no method grows beyond what the JVM
 * compiles.
 */
final class Outline {
    /** Nodes in one method: by measure well below 8,000 bytes of code. */
    static final int NODES_MAX = 50;

    private final Set<Expression> apart = new HashSet<>();
    private final Map<Expression, Integer> weights = new HashMap<>();

    boolean isApart(Expression expression) {
        return apart.contains(expression);
    }

    /** How many nodes of the expression stand in the method that holds it; at most {@link #NODES_MAX}, but for very wide nodes. */
    int weigh(Expression expression) {
        Integer known = weights.get(expression);
        if (known != null) {
            return known;
        }
        List<Expression> parts = Parts.of(expression);
        int weight = 1;
        for (Expression part : parts) {
            weight += apart.contains(part) ? 1 : weigh(part);
        }
        if (weight > NODES_MAX) {
            List<Expression> heaviest = parts.stream()
                    .sorted(Comparator.comparing(this::weigh).reversed())
                    .toList();
            for (Expression part : heaviest) {
                if (weight <= NODES_MAX || weigh(part) == 1) {
                    break;
                }
                if (apart.add(part)) {
                    weight -= weigh(part) - 1;
                }
            }
        }
        weights.put(expression, weight);
        return weight;
    }
}
