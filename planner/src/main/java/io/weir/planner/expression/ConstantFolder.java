// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.expression;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Literal;
import java.util.Optional;

/** Evaluates expressions without columns, with the very code that runs them; supplied by the engine. */
public interface ConstantFolder {
    /** Folds nothing. */
    ConstantFolder NONE = expression -> Optional.empty();

    /**
     * The value of a deterministic expression without columns and parameters, in its type; nothing when its evaluation
     * fails, since an error is raised only where a row reaches it.
     */
    Optional<Literal> fold(Expression expression);
}
