// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.FunctionCall;
import java.util.List;
import java.util.stream.Stream;

/** What an expression is made of. */
final class Subexpressions {
    private Subexpressions() {}

    static List<Expression> of(Expression expression) {
        if (expression instanceof Call call) {
            return call.arguments();
        } else if (expression instanceof FunctionCall call) {
            return call.arguments();
        } else if (expression instanceof Cast cast) {
            return List.of(cast.input());
        } else if (expression instanceof Case choice) {
            return Stream.concat(
                            choice.branches().stream().flatMap(b -> Stream.of(b.condition(), b.result())),
                            Stream.of(choice.otherwise()))
                    .toList();
        }
        return List.of();
    }
}
