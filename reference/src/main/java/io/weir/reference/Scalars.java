// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.plan.expression.Expression;
import io.weir.plan.logical.LogicalPlan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates the expressions of a node; keeps the answers of the sub-queries in them. */
final class Scalars {
    private final Scope scope;
    private final Map<Expression.SubQuery, Answers> answers = new IdentityHashMap<>();

    Scalars(Scope scope, List<Expression> expressions) {
        this.scope = scope;
        for (Expression expression : expressions) {
            Expressions.each(expression, part -> {
                if (part instanceof Expression.SubQuery query) {
                    answers.put(query, new Answers((LogicalPlan) query.query(), query.correlation(), scope));
                }
            });
        }
    }

    /** Whether a value depends on its row alone. */
    boolean ofTheRowAlone() {
        return answers.isEmpty();
    }

    /** Says whether a sub-query may answer otherwise than before. */
    boolean step(Cut cut) {
        boolean changed = false;
        for (Answers each : answers.values()) {
            changed |= each.step(cut);
        }
        return changed;
    }

    @Nullable
    Object value(Expression expression, List<@Nullable Object> row) {
        return Evaluator.evaluate(expression, row, this);
    }

    boolean isTrue(Expression condition, List<@Nullable Object> row) {
        return Boolean.TRUE.equals(value(condition, row));
    }

    long epochTimeMicros() {
        return scope.query().epochTimeMicros();
    }

    @Nullable
    Object outer(Expression.Outer column) {
        return Objects.requireNonNull(scope.outer().get(column.correlation()), "no outer row is bound")
                .get(column.index());
    }

    ZSet answer(Expression.SubQuery query, List<@Nullable Object> row) {
        return Objects.requireNonNull(answers.get(query)).of(row);
    }
}
