// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import java.util.List;

/** Truth values with the third one. */
final class Answers {
    private Answers() {}

    /** TRUE, NULL or FALSE. */
    static Expression of(Expression isTrue, Expression isUnknown) {
        DataType bool = DataType.bool();
        return new Case(
                List.of(
                        new Branch(isTrue, new Literal(true, bool.withNullable(false))),
                        new Branch(isUnknown, new Literal(null, bool))),
                new Literal(false, bool.withNullable(false)),
                bool);
    }
}
