// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short words for expressions, for tests. */
public final class Expressions {
    private Expressions() {}

    public static Expression column(int index, DataType type) {
        return new ColumnRef(index, type);
    }

    public static Expression literal(@Nullable Object value, DataType type) {
        return new Literal(value, type);
    }

    public static Expression call(Operation operation, DataType type, Expression... arguments) {
        return new Call(operation, List.of(arguments), type, null);
    }

    /** A condition. */
    public static Expression call(Operation operation, Expression... arguments) {
        return call(operation, DataType.bool(), arguments);
    }

    public static Expression function(String id, DataType type, Expression... arguments) {
        return new FunctionCall(id, List.of(arguments), type, null);
    }

    public static Expression cast(Expression input, DataType type) {
        return new Cast(input, false, "UTC", type, null);
    }

    public static Expression cast(Expression input, DataType type, String zone) {
        return new Cast(input, false, zone, type, null);
    }

    public static Expression tryCast(Expression input, DataType type) {
        return new Cast(input, true, "UTC", type, null);
    }

    public static Expression caseOf(DataType type, Expression condition, Expression result, Expression otherwise) {
        return new Case(List.of(new Branch(condition, result)), otherwise, type);
    }
}
