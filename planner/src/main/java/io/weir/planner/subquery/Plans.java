// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.subquery;

import io.weir.plan.AggregateCall;
import io.weir.plan.AggregateFunction;
import io.weir.plan.JoinTime;
import io.weir.plan.JoinType;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Operation;
import io.weir.plan.logical.LogicalPlan;
import io.weir.planner.expression.Expressions;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** Makes nodes whose columns follow from their inputs. */
final class Plans {
    private Plans() {}

    static LogicalPlan project(LogicalPlan input, List<Expression> expressions) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Expression expression = expressions.get(i);
            String name =
                    expression instanceof ColumnRef column ? input.schema().name(column.index()) : "column" + i;
            fields.add(new Field(name, expression.type()));
        }
        return new LogicalPlan.Project(input, expressions, new Schema(fields));
    }

    static LogicalPlan filter(LogicalPlan input, List<Expression> conditions) {
        return conditions.isEmpty() ? input : new LogicalPlan.Filter(input, Expressions.conjunction(conditions));
    }

    static LogicalPlan.Join join(LogicalPlan left, LogicalPlan right, JoinType type, List<Expression> conditions) {
        return new LogicalPlan.Join(
                left, right, type, Expressions.all(conditions), JoinTime.NONE, schema(left, right, type));
    }

    static Schema schema(LogicalPlan left, LogicalPlan right, JoinType type) {
        List<Field> fields = new ArrayList<>();
        add(fields, left.schema(), type.keepsRight());
        if (!type.leftOnly()) {
            add(fields, right.schema(), type.keepsLeft());
        }
        return new Schema(fields);
    }

    private static void add(List<Field> fields, Schema schema, boolean padded) {
        for (Field field : schema.columns()) {
            fields.add(padded ? new Field(field.name(), field.type().withNullable(true)) : field);
        }
    }

    /** Rows with equal values in the columns as one; the columns come first, then the calls. */
    static LogicalPlan aggregate(LogicalPlan input, List<Integer> keys, List<AggregateCall> calls) {
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(input.schema().columns().get(key)));
        calls.forEach(call -> fields.add(new Field(call.name(), call.type())));
        return new LogicalPlan.Aggregate(input, keys, List.of(), calls, new Schema(fields));
    }

    /** Whether some of the values of a BOOLEAN column is TRUE; NULL when there is none that is not NULL. */
    static AggregateCall some(int column) {
        return new AggregateCall(AggregateFunction.SOME, List.of(column), false, -1, DataType.bool(), "some" + column);
    }

    static Expression call(Operation operation, boolean nullable, Expression... arguments) {
        return new Call(operation, List.of(arguments), DataType.bool().withNullable(nullable), null);
    }

    /** A comparison of two values of one type. */
    static Expression comparison(Operation operation, Expression a, Expression b) {
        return call(operation, a.type().nullable() || b.type().nullable(), a, b);
    }
}
