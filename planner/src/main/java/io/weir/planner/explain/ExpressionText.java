// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.explain;

import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions written like SQL, with the names of columns. */
final class ExpressionText {
    private static final int TEXT_MAX = 80;

    private final Schema input;

    ExpressionText(Schema input) {
        this.input = input;
    }

    String of(Expression expression) {
        if (expression instanceof ColumnRef column) {
            return input.name(column.index());
        } else if (expression instanceof Literal literal) {
            return literal(literal.value(), literal.type());
        } else if (expression instanceof Expression.Parameter parameter) {
            return "?" + (parameter.index() + 1);
        } else if (expression instanceof Call call) {
            return call(call);
        } else if (expression instanceof FunctionCall call) {
            String id = call.function();
            return id.substring(0, id.indexOf('(')) + list(call.arguments());
        } else if (expression instanceof Cast cast) {
            return (cast.safe() ? "TRY_CAST(" : "CAST(") + of(cast.input()) + " AS "
                    + cast.type().sql() + ")";
        } else if (expression instanceof Case choice) {
            return choice.branches().stream()
                            .map(branch -> " WHEN " + of(branch.condition()) + " THEN " + of(branch.result()))
                            .collect(Collectors.joining("", "CASE", ""))
                    + " ELSE "
                    + of(choice.otherwise())
                    + " END";
        }
        throw new IllegalArgumentException(expression.toString());
    }

    private String call(Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.operation()) {
            case PLUS -> infix(arguments, " + ");
            case MINUS -> infix(arguments, " - ");
            case TIMES -> infix(arguments, " * ");
            case DIVIDE -> infix(arguments, " / ");
            case MODULO -> infix(arguments, " % ");
            case NEGATE -> "-" + part(arguments.get(0));
            case EQUAL -> infix(arguments, " = ");
            case NOT_EQUAL -> infix(arguments, " <> ");
            case LESS -> infix(arguments, " < ");
            case LESS_OR_EQUAL -> infix(arguments, " <= ");
            case GREATER -> infix(arguments, " > ");
            case GREATER_OR_EQUAL -> infix(arguments, " >= ");
            case IS_DISTINCT_FROM -> infix(arguments, " IS DISTINCT FROM ");
            case IS_NOT_DISTINCT_FROM -> infix(arguments, " IS NOT DISTINCT FROM ");
            case AND -> infix(arguments, " AND ");
            case OR -> infix(arguments, " OR ");
            case NOT -> "NOT " + part(arguments.get(0));
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                part(arguments.get(0)) + " " + words(call.operation());
            case IN -> part(arguments.get(0)) + " IN " + list(arguments.subList(1, arguments.size()));
            case FIELD -> field(arguments);
            case ITEM -> part(arguments.get(0)) + "[" + of(arguments.get(1)) + "]";
            case MAKE_ROW -> "ROW" + list(arguments);
            case MAKE_ARRAY -> "ARRAY" + brackets(arguments);
            case MAKE_MAP -> "MAP" + brackets(arguments);
            case COALESCE, REQUIRE_NOT_NULL, REQUIRE_LENGTH -> call.operation() + list(arguments);
            case EPOCH_TIME -> "EPOCH_TIME";
        };
    }

    private String field(List<Expression> arguments) {
        DataType row = arguments.get(0).type();
        if (row instanceof DataType.RowType type
                && arguments.get(1) instanceof Literal index
                && index.value() instanceof Integer i) {
            return part(arguments.get(0)) + "." + type.fields().get(i).name();
        }
        return "FIELD" + list(arguments);
    }

    private static String words(Operation operation) {
        return operation.name().replace('_', ' ');
    }

    private String infix(List<Expression> arguments, String operator) {
        return arguments.stream().map(this::part).collect(Collectors.joining(operator));
    }

    /** In parentheses when it is itself made with an operator between. */
    private String part(Expression expression) {
        boolean compound = expression instanceof Call call
                && switch (call.operation()) {
                    case PLUS, MINUS, TIMES, DIVIDE, MODULO, NEGATE, AND, OR, NOT, IN -> true;
                    case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                    case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> true;
                    case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> true;
                    case COALESCE, FIELD, ITEM, MAKE_ROW, MAKE_ARRAY, MAKE_MAP, EPOCH_TIME -> false;
                    case REQUIRE_NOT_NULL, REQUIRE_LENGTH -> false;
                };
        return compound ? "(" + of(expression) + ")" : of(expression);
    }

    private String list(List<Expression> arguments) {
        return arguments.stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private String brackets(List<Expression> arguments) {
        return arguments.stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A constant; long texts are cut. */
    static String literal(@Nullable Object value, DataType type) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case VARCHAR -> "'" + cut(String.valueOf(value).replace("'", "''")) + "'";
            case VARBINARY -> "X'" + cut(HexFormat.of().withUpperCase().formatHex((byte[]) value)) + "'";
            case DATE -> "DATE '" + DateTimeText.date((Integer) value) + "'";
            case TIME -> "TIME '" + DateTimeText.time((Long) value, ((TimeType) type).precision()) + "'";
            case TIMESTAMP -> "TIMESTAMP '" + DateTimeText.timestamp((Long) value, ((TimeType) type).precision()) + "'";
            case TIMESTAMP_LTZ ->
                "TIMESTAMP_LTZ '" + DateTimeText.timestamp((Long) value, ((TimeType) type).precision()) + "Z'";
            case INTERVAL_MICROS -> "INTERVAL " + duration((Long) value);
            case INTERVAL_MONTHS -> "INTERVAL '" + value + "' MONTH";
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> cut(String.valueOf(value));
        };
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
    }

    /** A length of time, in the greatest unit that needs no fraction. */
    static String duration(long micros) {
        record Unit(String name, long micros) {}
        List<Unit> units = List.of(
                new Unit("DAY", 86_400_000_000L),
                new Unit("HOUR", 3_600_000_000L),
                new Unit("MINUTE", 60_000_000L),
                new Unit("SECOND", 1_000_000L));
        for (Unit unit : units) {
            if (micros % unit.micros() == 0 && (micros != 0 || unit.micros() == 1_000_000L)) {
                return "'" + micros / unit.micros() + "' " + unit.name();
            }
        }
        return "'" + BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + "' SECOND";
    }
}
