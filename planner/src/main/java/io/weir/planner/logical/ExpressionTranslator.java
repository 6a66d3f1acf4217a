// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.logical;

import io.weir.functions.FunctionCall;
import io.weir.functions.FunctionRegistry;
import io.weir.functions.Widening;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.planner.query.EpochFunction;
import io.weir.planner.query.LibraryFunction;
import io.weir.planner.query.Spans;
import io.weir.planner.type.DataTypes;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Turns row expressions into ours: every conversion is written out, and every call keeps its place in the text. */
final class ExpressionTranslator {
    private static final DataType EPOCH_TIME = DataType.timestampLtz(6).withNullable(false);

    private final FunctionRegistry functions;
    private final ZoneId zone;

    private final SubQueries subQueries;

    /** Makes what a query within an expression asks. */
    interface SubQueries {
        Expression translate(RexSubQuery query, List<Expression> operands);

        /** The number of what a correlation variable stands for. */
        int number(CorrelationId id);
    }

    ExpressionTranslator(FunctionRegistry functions, ZoneId zone, SubQueries subQueries) {
        this.functions = functions;
        this.zone = zone;
        this.subQueries = subQueries;
    }

    Expression translate(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return new ColumnRef(ref.getIndex(), DataTypes.of(ref.getType()));
        }
        if (node instanceof RexLiteral literal) {
            return Literals.of(literal);
        }
        if (node instanceof RexDynamicParam parameter) {
            return new Expression.Parameter(parameter.getIndex(), DataTypes.of(parameter.getType()));
        }
        if (node instanceof RexSubQuery query) {
            return subQueries.translate(query, translate(query.getOperands()));
        }
        if (node instanceof RexFieldAccess access && access.getReferenceExpr() instanceof RexCorrelVariable row) {
            return new Expression.Outer(
                    subQueries.number(row.id), access.getField().getIndex(), DataTypes.of(access.getType()));
        }
        if (node instanceof RexFieldAccess access) {
            Expression row = translate(access.getReferenceExpr());
            DataType type = DataTypes.of(access.getType())
                    .withNullable(row.type().nullable() || access.getType().isNullable());
            return new Call(
                    Operation.FIELD, List.of(row, integer(access.getField().getIndex())), type, null);
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw SqlException.internal("no translation of " + node.getClass().getSimpleName(), null);
    }

    private static Literal integer(int value) {
        return new Literal(value, DataType.integer().withNullable(false));
    }

    private Expression call(RexCall call) {
        if (call.getOperator() instanceof LibraryFunction function) {
            return library(function.getName(), call);
        }
        if (call.getOperator() instanceof EpochFunction function) {
            return epoch(function, call);
        }
        List<Expression> arguments = translate(call.getOperands());
        DataType type = DataTypes.of(call.getType());
        SourceSpan span = Spans.of(call.getParserPosition());
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic(operation(call.getKind()), arguments, type, span);
            case MINUS_PREFIX -> new Call(Operation.NEGATE, List.of(to(arguments.get(0), type)), type, span);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison(operation(call.getKind()), arguments, type, span);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> comparison(operation(call.getKind()), arguments, type, span);
            case AND -> logic(Operation.AND, arguments, type, span);
            case OR -> disjunction(arguments, type, span);
            case NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                new Call(operation(call.getKind()), List.of(to(arguments.get(0), DataType.bool())), type, span);
            case IS_NULL -> new Call(Operation.IS_NULL, arguments, type, span);
            case IS_NOT_NULL -> new Call(Operation.IS_NOT_NULL, arguments, type, span);
            case CASE -> choice(arguments, type);
            case CAST -> cast(arguments.get(0), type, false, span);
            case SAFE_CAST -> cast(arguments.get(0), type.withNullable(true), true, span);
            case COALESCE -> new Call(Operation.COALESCE, to(arguments, type), type, span);
            case NULLIF -> nullIf(arguments, type, span);
            case ROW -> new Call(Operation.MAKE_ROW, arguments, type, span);
            case ARRAY_VALUE_CONSTRUCTOR -> new Call(Operation.MAKE_ARRAY, elements(arguments, type), type, span);
            case MAP_VALUE_CONSTRUCTOR -> new Call(Operation.MAKE_MAP, entries(arguments, type), type, span);
            case ITEM -> item(arguments, type, span);
            default -> special(call, arguments, type, span);
        };
    }

    /** Calls whose operator is known by its name alone. */
    private Expression special(RexCall call, List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        return switch (call.getOperator().getName()) {
            case "||" -> library("CONCAT", arguments, type, span);
            case "SIMILAR TO" -> library("SIMILAR_TO", arguments, type, span);
            case "IS UNKNOWN" -> new Call(Operation.IS_NULL, arguments, type, span);
            case "IS NOT UNKNOWN" -> new Call(Operation.IS_NOT_NULL, arguments, type, span);
            default -> library(call.getOperator().getName(), arguments, type, span);
        };
    }

    private List<Expression> translate(List<RexNode> nodes) {
        return nodes.stream().map(this::translate).toList();
    }

    static Operation operation(SqlKind kind) {
        return switch (kind) {
            case PLUS -> Operation.PLUS;
            case MINUS -> Operation.MINUS;
            case TIMES -> Operation.TIMES;
            case DIVIDE -> Operation.DIVIDE;
            case MOD -> Operation.MODULO;
            case EQUALS -> Operation.EQUAL;
            case NOT_EQUALS -> Operation.NOT_EQUAL;
            case LESS_THAN -> Operation.LESS;
            case LESS_THAN_OR_EQUAL -> Operation.LESS_OR_EQUAL;
            case GREATER_THAN -> Operation.GREATER;
            case GREATER_THAN_OR_EQUAL -> Operation.GREATER_OR_EQUAL;
            case IS_DISTINCT_FROM -> Operation.IS_DISTINCT_FROM;
            case IS_NOT_DISTINCT_FROM -> Operation.IS_NOT_DISTINCT_FROM;
            case NOT -> Operation.NOT;
            case IS_TRUE -> Operation.IS_TRUE;
            case IS_NOT_TRUE -> Operation.IS_NOT_TRUE;
            case IS_FALSE -> Operation.IS_FALSE;
            case IS_NOT_FALSE -> Operation.IS_NOT_FALSE;
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private Expression to(Expression expression, DataType type) {
        return Casts.to(expression, type, zone.getId());
    }

    private List<Expression> to(List<Expression> expressions, DataType type) {
        return expressions.stream().map(each -> to(each, type)).toList();
    }

    private Expression arithmetic(
            Operation operation, List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        Expression a = arguments.get(0);
        Expression b = arguments.get(1);
        if (isInterval(a.type()) && !isInterval(b.type()) && !b.type().isNumeric()) {
            return arithmetic(operation, List.of(b, a), type, span);
        }
        if (type.isNumeric()) {
            return new Call(operation, List.of(operand(a, type), operand(b, type)), type, span);
        }
        if (operation == Operation.TIMES || operation == Operation.DIVIDE) {
            Expression interval = isInterval(a.type()) ? a : b;
            Expression factor = to(isInterval(a.type()) ? b : a, DataType.bigint());
            return new Call(operation, List.of(interval, factor), type, span);
        }
        if (!isInterval(a.type()) && !isInterval(b.type())) {
            return difference(a, b, type, span);
        }
        if (a.type().kind() == TypeKind.TIMESTAMP_LTZ && b.type().kind() == TypeKind.INTERVAL_MONTHS) {
            // months are counted on the calendar of the session's zone
            Expression months =
                    operation == Operation.PLUS ? b : new Call(Operation.NEGATE, List.of(b), b.type(), span);
            return library("PLUS_INTERVAL", List.of(a, months), type, span);
        }
        // a date moved by hours is a timestamp
        Expression moved = a.type().kind() == type.kind() ? a : to(a, type);
        return new Call(operation, List.of(moved, b), type, span);
    }

    private Expression difference(Expression a, Expression b, DataType type, @Nullable SourceSpan span) {
        DataType common = Widening.common(a.type(), b.type()).orElseThrow();
        if (type.kind() == TypeKind.INTERVAL_MONTHS) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("a difference in months is not supported yet")
                    .at(span)
                    .hint("TIMESTAMPDIFF(MONTH, a, b) counts months.")
                    .toException();
        }
        return new Call(Operation.MINUS, List.of(to(a, common), to(b, common)), type, span);
    }

    /** An operand of arithmetic on numbers: of the result's type, but decimals keep theirs. */
    private Expression operand(Expression expression, DataType type) {
        DataType own = expression.type();
        if (type.kind() == TypeKind.DECIMAL) {
            return own.kind() == TypeKind.NULL ? to(expression, type) : to(expression, Casts.decimal(own));
        }
        return to(expression, type);
    }

    private static boolean isInterval(DataType type) {
        return type.kind() == TypeKind.INTERVAL_MICROS || type.kind() == TypeKind.INTERVAL_MONTHS;
    }

    private Expression comparison(
            Operation operation, List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        Expression a = arguments.get(0);
        Expression b = arguments.get(1);
        if (isTextLiteral(a) && isDateOrTime(b.type())) {
            a = dateOrTime(a, b.type(), span);
        } else if (isTextLiteral(b) && isDateOrTime(a.type())) {
            b = dateOrTime(b, a.type(), span);
        }
        DataType left = a.type();
        DataType right = b.type();
        DataType common = Widening.common(left, right)
                .orElseThrow(() -> SqlException.report(ErrorCode.TYPE_MISMATCH)
                        .says("%s and %s cannot be compared", left.sql(), right.sql())
                        .at(span)
                        .hint("Convert one of them with CAST(... AS type).")
                        .toException());
        return new Call(operation, List.of(to(a, common), to(b, common)), type, span);
    }

    /** The literal in a type as precise as the text, which is that of the column if it has no more digits. */
    private Expression dateOrTime(Expression text, DataType type, @Nullable SourceSpan span) {
        String value = String.valueOf(((Literal) text).value());
        if (!(type instanceof TimeType time)) {
            return Literals.dateOrTime(value, type, zone, span);
        }
        Literal finest =
                Literals.dateOrTime(value, new TimeType(time.kind(), TimeType.MAX_PRECISION, false), zone, span);
        Literal cut = Literals.dateOrTime(value, type, zone, span);
        return Objects.equals(cut.value(), finest.value()) ? cut : finest;
    }

    private static boolean isTextLiteral(Expression expression) {
        return expression instanceof Literal literal && literal.value() instanceof String;
    }

    private static boolean isDateOrTime(DataType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
            default -> false;
        };
    }

    /** AND within AND, or OR within OR, is one call. */
    private Expression logic(
            Operation operation, List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        List<Expression> flat = new ArrayList<>();
        for (Expression argument : arguments) {
            if (argument instanceof Call call && call.operation() == operation) {
                flat.addAll(call.arguments());
            } else {
                flat.add(to(argument, DataType.bool()));
            }
        }
        return new Call(operation, flat, type, span);
    }

    /** OR; one that asks whether a value equals one of several literals is IN. */
    private Expression disjunction(List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        Expression or = logic(Operation.OR, arguments, type, span);
        List<Expression> in = new ArrayList<>();
        for (Expression argument : ((Call) or).arguments()) {
            if (!(argument instanceof Call equal)
                    || equal.operation() != Operation.EQUAL
                    || !(equal.arguments().get(0) instanceof ColumnRef value)
                    || !(equal.arguments().get(1) instanceof Literal)
                    || !(in.isEmpty() || in.get(0).equals(value))) {
                return or;
            }
            if (in.isEmpty()) {
                in.add(value);
            }
            in.add(equal.arguments().get(1));
        }
        return new Call(Operation.IN, in, type, span);
    }

    private Expression choice(List<Expression> arguments, DataType type) {
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            branches.add(new Branch(to(arguments.get(i), DataType.bool()), to(arguments.get(i + 1), type)));
        }
        return new Case(branches, to(arguments.get(arguments.size() - 1), type), type);
    }

    /** NULLIF(a, b) is NULL where a = b, else a. */
    private Expression nullIf(List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        Expression equal = comparison(Operation.EQUAL, arguments, DataType.bool(), span);
        return new Case(
                List.of(new Branch(equal, new Literal(null, type.withNullable(true)))),
                to(arguments.get(0), type),
                type.withNullable(true));
    }

    private Expression cast(Expression input, DataType type, boolean safe, @Nullable SourceSpan span) {
        if (!Casts.exists(input.type(), type)) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says("%s cannot be converted to %s", input.type().sql(), type.sql())
                    .at(span)
                    .toException();
        }
        if (DataType.sameIgnoringNull(input.type(), type)) {
            return input;
        }
        if (input instanceof Literal literal) {
            Expression widened = Casts.to(literal, type, zone.getId());
            if (widened instanceof Literal) {
                return widened;
            }
        }
        return new Cast(input, safe, zone.getId(), type, span);
    }

    private List<Expression> elements(List<Expression> arguments, DataType type) {
        return type instanceof ArrayType array ? to(arguments, array.element()) : arguments;
    }

    private List<Expression> entries(List<Expression> arguments, DataType type) {
        if (!(type instanceof MapType map)) {
            return arguments;
        }
        return IntStream.range(0, arguments.size())
                .mapToObj(i -> to(arguments.get(i), i % 2 == 0 ? map.key() : map.value()))
                .toList();
    }

    private Expression item(List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        Expression collection = arguments.get(0);
        DataType key = collection.type() instanceof MapType map ? map.key() : DataType.integer();
        Expression index = arguments.get(1);
        if (Widening.common(index.type(), key).isEmpty()) {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "an element of %s is not found by %s",
                            collection.type().sql(), index.type().sql())
                    .at(span)
                    .hint("Use a value of type %s.", key.sql())
                    .toException();
        }
        return new Call(Operation.ITEM, List.of(collection, to(index, key)), type.withNullable(true), span);
    }

    /** The time of the epoch brought to the type of CURRENT_DATE and its like. */
    private Expression epoch(EpochFunction function, RexCall call) {
        SourceSpan span = Spans.of(call.getParserPosition());
        return new Cast(epochTime(span), false, zone.getId(), function.type(), span);
    }

    private static Expression epochTime(@Nullable SourceSpan span) {
        return new Call(Operation.EPOCH_TIME, List.of(), EPOCH_TIME, span);
    }

    private Expression library(String name, RexCall call) {
        return library(
                name, translate(call.getOperands()), DataTypes.of(call.getType()), Spans.of(call.getParserPosition()));
    }

    /** A text as a string of JSON. */
    Expression jsonString(Expression text) {
        DataType type = DataType.text().withNullable(text.type().nullable());
        return library("JSON_QUOTE", List.of(text), type, null);
    }

    private Expression library(String name, List<Expression> arguments, DataType type, @Nullable SourceSpan span) {
        List<DataType> types = arguments.stream().map(Expression::type).toList();
        FunctionCall found = functions
                .resolve(name, types)
                .orElseThrow(() -> SqlException.report(ErrorCode.FUNCTION_NOT_FOUND)
                        .says(
                                "%s of %s is not supported",
                                name,
                                String.join(
                                        ", ", types.stream().map(DataType::sql).toList()))
                        .at(span)
                        .hint("Convert the arguments with CAST(... AS type).")
                        .toException());
        List<Expression> given = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            given.add(to(arguments.get(i), found.argumentTypes().get(i)));
        }
        if (found.function().hidden() != null) {
            switch (found.function().hidden()) {
                case ZONE -> given.add(new Literal(zone.getId(), DataType.text().withNullable(false)));
                case TIME -> given.add(epochTime(span));
                case RANDOM -> {}
            }
        }
        DataType result = found.function().resultType(found.argumentTypes(), i -> literal(arguments.get(i)));
        Expression made = new Expression.FunctionCall(found.function().id(), given, result, span);
        return to(made, type);
    }

    private static @Nullable Object literal(Expression expression) {
        return expression instanceof Literal literal ? literal.value() : null;
    }
}
