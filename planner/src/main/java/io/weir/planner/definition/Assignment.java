// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.definition;

import io.weir.functions.Widening;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.planner.logical.Casts;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be written into a column without a CAST: values of its family that it holds. What the types cannot tell, a NULL or a text that is too
 * long or a number that is too great, is an error when it comes.
 */
final class Assignment {
    private Assignment() {}

    /** The value as the column takes it, or nothing when its type does not fit. */
    static Optional<Expression> of(Expression value, DataType column, String zone) {
        Literal literal = value instanceof Literal constant ? fitting(constant, column) : null;
        if (literal == null && !fits(value.type(), column)) {
            return Optional.empty();
        }
        Expression converted = literal != null ? literal : Casts.to(limited(value, column), column, zone);
        if (!column.nullable() && converted.type().nullable()) {
            converted = new Call(Operation.REQUIRE_NOT_NULL, List.of(converted), column, null);
        }
        return Optional.of(converted);
    }

    /** Whether values of a type may be written into a column of another. */
    static boolean fits(DataType from, DataType to) {
        if (from.kind() == TypeKind.NULL) {
            return true;
        }
        if (from instanceof ArrayType a && to instanceof ArrayType b) {
            return fits(a.element(), b.element());
        }
        if (from instanceof MapType a && to instanceof MapType b) {
            return fits(a.key(), b.key()) && fits(a.value(), b.value());
        }
        if (from instanceof RowType a && to instanceof RowType b) {
            if (a.fields().size() != b.fields().size()) {
                return false;
            }
            for (int i = 0; i < a.fields().size(); i++) {
                if (!fits(a.fields().get(i).type(), b.fields().get(i).type())) {
                    return false;
                }
            }
            return true;
        }
        if (to instanceof DecimalType decimal) {
            int scale = from instanceof DecimalType other ? other.scale() : 0;
            return from.isNumeric()
                    && from.kind() != TypeKind.FLOAT
                    && from.kind() != TypeKind.DOUBLE
                    && scale <= decimal.scale();
        }
        boolean instant = from.kind() == TypeKind.TIMESTAMP && to.kind() == TypeKind.TIMESTAMP_LTZ;
        return instant || Widening.cost(from, to.kind()) >= 0;
    }

    /** A numeric literal in a narrower type that holds it. */
    private static @Nullable Literal fitting(Literal literal, DataType column) {
        if (!(literal.value() instanceof Number number) || !literal.type().isNumeric()) {
            return null;
        }
        if (number instanceof Float || number instanceof Double) {
            return null;
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
        DataType type = column.withNullable(false);
        try {
            return switch (column.kind()) {
                case TINYINT -> new Literal((int) exact.byteValueExact(), type);
                case SMALLINT -> new Literal((int) exact.shortValueExact(), type);
                case INTEGER -> new Literal(exact.intValueExact(), type);
                case BIGINT -> new Literal(exact.longValueExact(), type);
                case FLOAT -> new Literal(exact.floatValue(), type);
                case DOUBLE -> new Literal(exact.doubleValue(), type);
                default -> null;
            };
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Expression limited(Expression value, DataType column) {
        int limit = column instanceof TextType text
                ? text.maxLength()
                : column instanceof BytesType bytes ? bytes.maxLength() : Integer.MAX_VALUE;
        int length = value.type() instanceof TextType text
                ? text.maxLength()
                : value.type() instanceof BytesType bytes ? bytes.maxLength() : 0;
        if (length <= limit) {
            return value;
        }
        return new Call(
                Operation.REQUIRE_LENGTH,
                List.of(value, new Literal(limit, DataType.integer().withNullable(false))),
                column.withNullable(value.type().nullable()),
                null);
    }
}
