// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an expression is made of. */
final class Expressions {
    private Expressions() {}

    /** The expression itself and all below it; the queries of sub-queries are not looked into. */
    static void each(Expression expression, Consumer<Expression> visitor) {
        visitor.accept(expression);
        parts(expression).forEach(part -> each(part, visitor));
    }

    private static List<Expression> parts(Expression expression) {
        if (expression instanceof Expression.Call call) {
            return call.arguments();
        } else if (expression instanceof Expression.FunctionCall call) {
            return call.arguments();
        } else if (expression instanceof Expression.Cast cast) {
            return List.of(cast.input());
        } else if (expression instanceof Expression.SubQuery query) {
            return query.operands();
        } else if (expression instanceof Expression.Case choice) {
            List<Expression> parts = new ArrayList<>();
            choice.branches().forEach(branch -> {
                parts.add(branch.condition());
                parts.add(branch.result());
            });
            parts.add(choice.otherwise());
            return parts;
        }
        return List.of();
    }
}
