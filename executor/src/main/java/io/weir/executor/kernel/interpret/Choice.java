// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import java.util.List;

/** CASE and COALESCE: evaluate only what they need. */
final class Choice {
    private Choice() {}

    static Node caseOf(List<Node> conditions, List<Node> results, Node otherwise) {
        return row -> {
            for (int i = 0; i < conditions.size(); i++) {
                Object condition = conditions.get(i).at(row);
                if (condition instanceof Failure) {
                    return condition;
                }
                if (Boolean.TRUE.equals(condition)) {
                    return results.get(i).at(row);
                }
            }
            return otherwise.at(row);
        };
    }

    static Node coalesce(List<Node> arguments) {
        return row -> {
            for (Node argument : arguments) {
                Object value = argument.at(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }
}
