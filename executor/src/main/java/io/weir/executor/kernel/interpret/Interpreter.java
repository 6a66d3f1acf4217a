// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.executor.kernel.Projection;
import io.weir.executor.kernel.RowFilter;
import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Expression.Parameter;
import io.weir.plan.expression.Operation;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.SqlException;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Turns expressions into trees of nodes, and those into kernels. */
public final class Interpreter {
    private final FunctionRegistry functions;
    private final RandomGenerator random;

    public Interpreter(FunctionRegistry functions, RandomGenerator random) {
        this.functions = functions;
        this.random = random;
    }

    public RowFilter filter(Expression condition) {
        return new InterpretedFilter(node(condition));
    }

    public Projection projection(List<Expression> expressions) {
        return new InterpretedProjection(
                expressions.stream().map(this::node).toList(),
                expressions.stream().map(Expression::type).toList());
    }

    private Node node(Expression expression) {
        if (expression instanceof ColumnRef column) {
            int index = column.index();
            DataType type = column.type();
            return row -> Values.read(row.batch().column(index), type, row.index());
        } else if (expression instanceof Literal literal) {
            Object value = Values.entering(literal.value(), literal.type());
            return row -> value;
        } else if (expression instanceof Call call) {
            return call(call);
        } else if (expression instanceof FunctionCall call) {
            return invocation(call);
        } else if (expression instanceof Cast cast) {
            return cast(cast);
        } else if (expression instanceof Case choice) {
            return Choice.caseOf(
                    choice.branches().stream()
                            .map(Branch::condition)
                            .map(this::node)
                            .toList(),
                    choice.branches().stream()
                            .map(Branch::result)
                            .map(this::node)
                            .toList(),
                    node(choice.otherwise()));
        } else if (expression instanceof Parameter) {
            throw SqlException.internal("a parameter has no value", null);
        }
        throw new IllegalStateException(expression.toString());
    }

    private Node invocation(FunctionCall call) {
        return new Invocation(
                functions
                        .withId(call.function())
                        .orElseThrow(() -> SqlException.internal("no function " + call.function(), null)),
                call.arguments().stream().map(this::node).toList(),
                call.arguments().stream().map(Expression::type).toList(),
                call.type(),
                call.span(),
                random);
    }

    private Node cast(Cast cast) {
        Node input = node(cast.input());
        UnaryOperator<Object> conversion = Conversion.of(cast.input().type(), cast.type(), ZoneId.of(cast.zone()));
        return Strict.unary(input, cast.span(), cast.safe() ? forgiving(conversion) : conversion);
    }

    /** TRY_CAST: what cannot be converted is NULL. */
    private static UnaryOperator<Object> forgiving(UnaryOperator<Object> conversion) {
        return value -> {
            try {
                return conversion.apply(value);
            } catch (RowError e) {
                return null;
            }
        };
    }

    private Node call(Call call) {
        List<Node> arguments = call.arguments().stream().map(this::node).toList();
        List<DataType> types = call.arguments().stream().map(Expression::type).toList();
        return switch (call.operation()) {
            case PLUS, MINUS, TIMES, DIVIDE, MODULO ->
                Strict.binary(
                        arguments.get(0),
                        arguments.get(1),
                        call.span(),
                        TimeArithmetic.takes(types.get(0), types.get(1))
                                ? TimeArithmetic.of(call.operation(), types.get(0), types.get(1), call.type())
                                : Arithmetic.of(call.operation(), call.type()));
            case NEGATE -> Strict.unary(arguments.get(0), call.span(), Arithmetic.negation(call.type()));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                Comparison.of(call.operation(), types.get(0), arguments.get(0), arguments.get(1));
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM ->
                Comparison.distinct(
                        types.get(0),
                        arguments.get(0),
                        arguments.get(1),
                        call.operation() == Operation.IS_NOT_DISTINCT_FROM);
            case AND -> Logic.junction(arguments, false);
            case OR -> Logic.junction(arguments, true);
            case NOT -> Strict.unary(arguments.get(0), null, value -> !(Boolean) value);
            case IS_NULL -> Logic.is(arguments.get(0), null, false);
            case IS_NOT_NULL -> Logic.is(arguments.get(0), null, true);
            case IS_TRUE -> Logic.is(arguments.get(0), true, false);
            case IS_NOT_TRUE -> Logic.is(arguments.get(0), true, true);
            case IS_FALSE -> Logic.is(arguments.get(0), false, false);
            case IS_NOT_FALSE -> Logic.is(arguments.get(0), false, true);
            case IN -> Comparison.in(types.get(0), arguments.get(0), arguments.subList(1, arguments.size()));
            case COALESCE -> Choice.coalesce(arguments);
            case FIELD -> Nested.field(arguments.get(0), (RowType) types.get(0), literalInt(call));
            case ITEM ->
                types.get(0) instanceof ArrayType array
                        ? Nested.element(arguments.get(0), array, arguments.get(1))
                        : Nested.entry(arguments.get(0), (MapType) types.get(0), arguments.get(1));
            case MAKE_ROW, MAKE_ARRAY -> Nested.list(arguments, types);
            case MAKE_MAP -> Nested.map(arguments, types, call.span());
            case REQUIRE_NOT_NULL -> Requirement.notNull(arguments.get(0), call.span());
            case REQUIRE_LENGTH ->
                Strict.unary(
                        arguments.get(0),
                        call.span(),
                        types.get(0).kind() == TypeKind.VARCHAR
                                ? text -> Requirement.characters((Utf8) text, literalInt(call))
                                : bytes -> Requirement.bytes((Utf8) bytes, literalInt(call)));
            case EPOCH_TIME -> row -> TimeArithmetic.cut(row.epochTimeMicros(), call.type());
        };
    }

    /** The second argument, which is a literal. */
    private static int literalInt(Call call) {
        return (Integer) Objects.requireNonNull(((Literal) call.arguments().get(1)).value());
    }
}
