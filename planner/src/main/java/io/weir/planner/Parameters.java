// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Expression.Parameter;
import io.weir.plan.logical.LogicalPlan;
import io.weir.plan.physical.JobPlan;
import io.weir.planner.expression.Expressions;
import io.weir.planner.logical.LogicalRewrite;
import io.weir.planner.physical.PhysicalRewrite;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts values in place of {@code ?}. */
public final class Parameters {
    private Parameters() {}

    /**
     * The plan with values for its parameters.
     *
     * @param values as the Java objects of the parameters' types, in order
     */
    public static JobPlan bind(JobPlan plan, List<? extends @Nullable Object> values) {
        UnaryOperator<Expression> bind = binding(values);
        return new JobPlan(
                plan.version(),
                plan.roots().stream()
                        .map(root -> PhysicalRewrite.expressions(root, bind))
                        .toList(),
                plan.bounded(),
                plan.options());
    }

    /** The logical plan with values for its parameters. */
    public static LogicalPlan bind(LogicalPlan plan, List<? extends @Nullable Object> values) {
        return LogicalRewrite.expressions(plan, binding(values));
    }

    private static UnaryOperator<Expression> binding(List<? extends @Nullable Object> values) {
        return expression -> Expressions.rewrite(
                expression, part -> part instanceof Parameter parameter ? value(parameter, values) : part);
    }

    private static Literal value(Parameter parameter, List<? extends @Nullable Object> values) {
        if (parameter.index() >= values.size()) {
            throw SqlException.report(ErrorCode.PARAMETER_MISSING)
                    .says("parameter %d has no value", parameter.index() + 1)
                    .toException();
        }
        return new Literal(values.get(parameter.index()), parameter.type());
    }
}
