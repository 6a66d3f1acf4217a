// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import java.util.List;

/** Expressions that are computed faster than a branch around them is mispredicted: a few operations on machine numbers. */
final class Cheap {
    private Cheap() {}

    static boolean all(List<Expression> expressions) {
        return expressions.stream().allMatch(Cheap::is);
    }

    static boolean is(Expression expression) {
        if (!onNumbers(expression.type())) {
            return false;
        }
        if (expression instanceof ColumnRef || expression instanceof Literal) {
            return true;
        }
        if (expression instanceof Cast cast) {
            return cast.type().storage() != Storage.INT128
                    && !isDecimal(cast.type())
                    && !isDecimal(cast.input().type())
                    && !isZoned(cast)
                    && is(cast.input());
        }
        return expression instanceof Call call && operation(call) && all(call.arguments());
    }

    private static boolean operation(Call call) {
        return switch (call.operation()) {
            case PLUS, MINUS, TIMES, NEGATE ->
                switch (call.type().kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE -> true;
                    case DECIMAL ->
                        call.arguments().stream().allMatch(each -> each.type().equals(call.type()));
                    default -> false;
                };
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> true;
            case AND, OR, NOT, IS_NULL, IS_NOT_NULL -> true;
            case IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> true;
            case IN -> call.arguments().size() <= 5;
            case DIVIDE, MODULO, COALESCE, FIELD, ITEM, MAKE_ROW, MAKE_ARRAY, MAKE_MAP -> false;
            case REQUIRE_NOT_NULL, REQUIRE_LENGTH, EPOCH_TIME -> false;
        };
    }

    private static boolean onNumbers(DataType type) {
        return switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> true;
            case INT128, BYTES, ROW, ARRAY, MAP -> false;
        };
    }

    private static boolean isDecimal(DataType type) {
        return type instanceof DataType.DecimalType;
    }

    private static boolean isZoned(Cast cast) {
        return cast.type() instanceof DataType.TimeType || cast.input().type() instanceof DataType.TimeType;
    }
}
