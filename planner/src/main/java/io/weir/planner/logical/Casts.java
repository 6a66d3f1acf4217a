// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.Literal;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Conversions between types: which there are, which lose nothing, and how one is added to an expression. */
public final class Casts {
    private Casts() {}

    /** Whether CAST knows a way from one type to another. */
    public static boolean exists(DataType from, DataType to) {
        TypeKind a = from.kind();
        TypeKind b = to.kind();
        if (a == TypeKind.NULL) {
            return true;
        }
        if (from instanceof ArrayType x && to instanceof ArrayType y) {
            return exists(x.element(), y.element());
        }
        if (from instanceof MapType x && to instanceof MapType y) {
            return exists(x.key(), y.key()) && exists(x.value(), y.value());
        }
        if (from instanceof RowType x && to instanceof RowType y) {
            return fieldsFit(x, y);
        }
        if (a == b || b == TypeKind.VARCHAR) {
            return true;
        }
        return switch (b) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                from.isNumeric() || a == TypeKind.VARCHAR || a == TypeKind.BOOLEAN;
            case BOOLEAN -> from.isNumeric() || a == TypeKind.VARCHAR;
            case VARBINARY -> a == TypeKind.VARCHAR;
            case DATE -> a == TypeKind.VARCHAR || a == TypeKind.TIMESTAMP || a == TypeKind.TIMESTAMP_LTZ;
            case TIME -> a == TypeKind.VARCHAR || a == TypeKind.TIMESTAMP || a == TypeKind.TIMESTAMP_LTZ;
            case TIMESTAMP -> a == TypeKind.VARCHAR || a == TypeKind.DATE || a == TypeKind.TIMESTAMP_LTZ;
            case TIMESTAMP_LTZ -> a == TypeKind.VARCHAR || a == TypeKind.DATE || a == TypeKind.TIMESTAMP;
            case NULL, VARCHAR, INTERVAL_MONTHS, INTERVAL_MICROS, ROW, ARRAY, MAP -> false;
        };
    }

    private static boolean fieldsFit(RowType from, RowType to) {
        if (from.fields().size() != to.fields().size()) {
            return false;
        }
        for (int i = 0; i < from.fields().size(); i++) {
            if (!exists(from.fields().get(i).type(), to.fields().get(i).type())) {
                return false;
            }
        }
        return true;
    }

    /** The expression in another type, nullable as it was; the expression itself when the type is the same already. */
    public static Expression to(Expression input, DataType type, String zone) {
        DataType target = type.withNullable(input.type().nullable());
        if (input.type().equals(target) || input.type().kind() == TypeKind.MAP && type.kind() == TypeKind.NULL) {
            return input;
        }
        if (input instanceof Literal literal) {
            Literal widened = widened(literal, target);
            if (widened != null) {
                return widened;
            }
        }
        return new Cast(input, false, zone, target, null);
    }

    /** A literal in a type that surely holds it. */
    private static @Nullable Literal widened(Literal literal, DataType target) {
        Object value = literal.value();
        if (value == null) {
            return new Literal(null, target.withNullable(true));
        }
        if (value instanceof Integer number && literal.type().isNumeric()) {
            return switch (target.kind()) {
                case SMALLINT, INTEGER ->
                    literal.type().kind().compareTo(target.kind()) < 0 ? new Literal(number, target) : null;
                case BIGINT -> new Literal(number.longValue(), target);
                case DOUBLE -> new Literal(number.doubleValue(), target);
                case DECIMAL -> decimal(BigDecimal.valueOf(number), (DecimalType) target);
                default -> null;
            };
        }
        if (value instanceof Long number && literal.type().isNumeric() && target.kind() == TypeKind.DECIMAL) {
            return decimal(BigDecimal.valueOf(number), (DecimalType) target);
        }
        if (value instanceof BigDecimal number) {
            return switch (target.kind()) {
                case DECIMAL -> decimal(number, (DecimalType) target);
                case DOUBLE -> new Literal(number.doubleValue(), target);
                default -> null;
            };
        }
        if (value instanceof Long && literal.type() instanceof TimeType from && target instanceof TimeType to) {
            return from.kind() == to.kind() && from.precision() <= to.precision() ? new Literal(value, target) : null;
        }
        if (value instanceof String text
                && target instanceof DataType.TextType type
                && text.codePointCount(0, text.length()) <= type.maxLength()) {
            return new Literal(text, target);
        }
        return null;
    }

    private static @Nullable Literal decimal(BigDecimal number, DecimalType type) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > type.scale() || number.precision() - number.scale() > type.precision() - type.scale()) {
            return null;
        }
        return new Literal(number.setScale(type.scale()), type);
    }

    /** The DECIMAL that holds every value of an exact number. */
    static DecimalType decimal(DataType type) {
        int digits = switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
        return type instanceof DecimalType decimal ? decimal : new DecimalType(digits, 0, type.nullable());
    }
}
