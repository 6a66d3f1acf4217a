// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.expression;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Operation;
import io.weir.spi.function.Determinism;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;

/** What an expression depends on and whether it can fail: what decides which rewrites are allowed. */
public final class Nature {
    private final FunctionRegistry functions;

    public Nature(FunctionRegistry functions) {
        this.functions = functions;
    }

    /** What the value depends on beside the row. */
    public Determinism determinism(Expression expression) {
        Determinism worst = Determinism.DETERMINISTIC;
        if (expression instanceof Call call && call.operation() == Operation.EPOCH_TIME) {
            worst = Determinism.CONSTANT_PER_EPOCH;
        } else if (expression instanceof FunctionCall call) {
            worst = functions.withId(call.function()).orElseThrow().determinism();
        }
        for (Expression part : Expressions.parts(expression)) {
            Determinism of = determinism(part);
            worst = of.compareTo(worst) > 0 ? of : worst;
        }
        return worst;
    }

    public boolean isDeterministic(Expression expression) {
        return determinism(expression) == Determinism.DETERMINISTIC;
    }

    /** The innermost part that is not deterministic; the expression itself is not. */
    public Expression firstNot(Expression expression) {
        for (Expression part : Expressions.parts(expression)) {
            if (!isDeterministic(part)) {
                return firstNot(part);
            }
        }
        return expression;
    }

    /** Whether evaluation can end in an error for some row; when in doubt it can. */
    public boolean canFail(Expression expression) {
        boolean own = expression instanceof FunctionCall
                || (expression instanceof Call call && fails(call))
                || (expression instanceof Cast cast
                        && !cast.safe()
                        && !widens(cast.input().type(), cast.type()));
        return own || Expressions.parts(expression).stream().anyMatch(this::canFail);
    }

    private static boolean fails(Call call) {
        return switch (call.operation()) {
            case PLUS, MINUS, TIMES, DIVIDE, MODULO, NEGATE -> true;
            case MAKE_MAP, REQUIRE_NOT_NULL, REQUIRE_LENGTH -> true;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM, AND, OR, NOT, IN, COALESCE -> false;
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> false;
            case FIELD, ITEM, MAKE_ROW, MAKE_ARRAY, EPOCH_TIME -> false;
        };
    }

    /** Whether every value of one type has its like in the other. */
    private static boolean widens(DataType from, DataType to) {
        TypeKind a = from.kind();
        TypeKind b = to.kind();
        if (a == TypeKind.NULL) {
            return true;
        }
        if (isInteger(a)) {
            boolean wider = isInteger(b) && a.compareTo(b) <= 0;
            return wider || b == TypeKind.FLOAT || b == TypeKind.DOUBLE || b == TypeKind.VARCHAR || holds(to, a);
        }
        return switch (a) {
            case FLOAT -> b == TypeKind.DOUBLE || b == TypeKind.FLOAT;
            case DOUBLE -> b == TypeKind.DOUBLE;
            case DECIMAL -> b == TypeKind.DOUBLE || (to instanceof DecimalType y && fits((DecimalType) from, y));
            case VARCHAR -> b == TypeKind.VARCHAR;
            case VARBINARY -> b == TypeKind.VARBINARY;
            case BOOLEAN -> b == TypeKind.VARCHAR || b == TypeKind.BOOLEAN;
            case TIME -> b == TypeKind.TIME;
            case TIMESTAMP -> b == TypeKind.TIMESTAMP || b == TypeKind.DATE || b == TypeKind.TIME;
            case TIMESTAMP_LTZ -> b == TypeKind.TIMESTAMP_LTZ;
            default -> false;
        };
    }

    private static boolean isInteger(TypeKind kind) {
        return switch (kind) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean holds(DataType to, TypeKind integer) {
        int digits = switch (integer) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
        return to instanceof DecimalType decimal && decimal.precision() - decimal.scale() >= digits;
    }

    private static boolean fits(DecimalType from, DecimalType to) {
        return from.scale() <= to.scale() && from.precision() - from.scale() <= to.precision() - to.scale();
    }
}
