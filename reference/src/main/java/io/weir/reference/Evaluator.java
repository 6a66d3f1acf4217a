// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.functions.FunctionRegistry;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Call;
import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression for one row of Java objects; a failure is a {@link RowFailure}. */
final class Evaluator {
    private final List<@Nullable Object> row;
    private final Scalars around;

    private Evaluator(List<@Nullable Object> row, Scalars around) {
        this.row = row;
        this.around = around;
    }

    static @Nullable Object evaluate(Expression expression, List<@Nullable Object> row, Scalars around) {
        return new Evaluator(row, around).value(expression);
    }

    private @Nullable Object value(Expression expression) {
        if (expression instanceof Expression.ColumnRef column) {
            return row.get(column.index());
        } else if (expression instanceof Expression.Literal literal) {
            return literal.value();
        } else if (expression instanceof Expression.Cast cast) {
            return cast(cast);
        } else if (expression instanceof Expression.Case choice) {
            for (Expression.Branch branch : choice.branches()) {
                if (Boolean.TRUE.equals(value(branch.condition()))) {
                    return value(branch.result());
                }
            }
            return value(choice.otherwise());
        } else if (expression instanceof Expression.FunctionCall function) {
            List<@Nullable Object> arguments = new ArrayList<>();
            function.arguments().forEach(a -> arguments.add(value(a)));
            return Library.call(
                    FunctionRegistry.builtIn().withId(function.function()).orElseThrow(), function, arguments);
        } else if (expression instanceof Call call) {
            return call(call);
        } else if (expression instanceof Expression.Outer outer) {
            return around.outer(outer);
        } else if (expression instanceof Expression.SubQuery query) {
            List<@Nullable Object> operands = new ArrayList<>();
            query.operands().forEach(operand -> operands.add(value(operand)));
            return SubQueries.value(query, operands, around.answer(query, row));
        }
        throw new IllegalStateException("unbound " + expression);
    }

    private @Nullable Object cast(Expression.Cast cast) {
        try {
            Object input = value(cast.input());
            return input == null
                    ? null
                    : Conversions.convert(input, cast.input().type(), cast.type(), cast.zone());
        } catch (RowFailure e) {
            // TRY_CAST forgives its own failure alone, which the input's was not
            if (cast.safe()) {
                value(cast.input());
                return null;
            }
            throw e;
        }
    }

    private @Nullable Object call(Call call) {
        List<Expression> arguments = call.arguments();
        switch (call.operation()) {
            case AND:
                return junction(arguments, false);
            case OR:
                return junction(arguments, true);
            case COALESCE:
                for (Expression argument : arguments) {
                    Object value = value(argument);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            case EPOCH_TIME:
                return around.epochTimeMicros();
            case IS_NULL:
                return value(arguments.get(0)) == null;
            case IS_NOT_NULL:
                return value(arguments.get(0)) != null;
            case IS_TRUE:
                return Boolean.TRUE.equals(value(arguments.get(0)));
            case IS_NOT_TRUE:
                return !Boolean.TRUE.equals(value(arguments.get(0)));
            case IS_FALSE:
                return Boolean.FALSE.equals(value(arguments.get(0)));
            case IS_NOT_FALSE:
                return !Boolean.FALSE.equals(value(arguments.get(0)));
            case IN:
                return in(arguments);
            case REQUIRE_NOT_NULL:
                Object required = value(arguments.get(0));
                if (required == null) {
                    throw new RowFailure(ErrorCode.NULL_NOT_ALLOWED);
                }
                return required;
            case MAKE_ROW, MAKE_ARRAY:
                List<@Nullable Object> list = new ArrayList<>();
                arguments.forEach(a -> list.add(value(a)));
                return list;
            case MAKE_MAP:
                return map(arguments);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM:
                boolean same = Canonical.of(value(arguments.get(0))).equals(Canonical.of(value(arguments.get(1))));
                return same == (call.operation() == io.weir.plan.expression.Operation.IS_NOT_DISTINCT_FROM);
            default:
                return strict(call);
        }
    }

    /** AND (seeking FALSE) and OR (seeking TRUE): the sought value beats errors, errors beat NULL. */
    private @Nullable Object junction(List<Expression> arguments, boolean sought) {
        RowFailure failure = null;
        boolean anyNull = false;
        for (Expression argument : arguments) {
            try {
                Object value = value(argument);
                if (value == null) {
                    anyNull = true;
                } else if ((Boolean) value == sought) {
                    return sought;
                }
            } catch (RowFailure e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return anyNull ? null : !sought;
    }

    private @Nullable Object in(List<Expression> arguments) {
        Object needle = value(arguments.get(0));
        if (needle == null) {
            return null;
        }
        boolean anyNull = false;
        for (Expression candidate : arguments.subList(1, arguments.size())) {
            Object value = value(candidate);
            if (value == null) {
                anyNull = true;
            } else if (Canonical.compare(needle, value) == 0) {
                return true;
            }
        }
        return anyNull ? null : false;
    }

    private Map<Object, @Nullable Object> map(List<Expression> arguments) {
        Map<Object, List<@Nullable Object>> entries = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            Object key = value(arguments.get(i));
            Object value = value(arguments.get(i + 1));
            if (key == null) {
                throw new RowFailure(ErrorCode.NULL_NOT_ALLOWED);
            }
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(key);
            pair.add(value);
            entries.put(Canonical.of(key), pair);
        }
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        entries.values().forEach(pair -> map.put(Objects.requireNonNull(pair.get(0)), pair.get(1)));
        return map;
    }

    private @Nullable Object strict(Call call) {
        List<Object> values = new ArrayList<>();
        boolean anyNull = false;
        for (Expression argument : call.arguments()) {
            Object value = value(argument);
            if (value == null) {
                anyNull = true;
            } else {
                values.add(value);
            }
        }
        if (anyNull) {
            return null;
        }
        return switch (call.operation()) {
            case NOT -> !(Boolean) values.get(0);
            case EQUAL -> Canonical.compare(values.get(0), values.get(1)) == 0;
            case NOT_EQUAL -> Canonical.compare(values.get(0), values.get(1)) != 0;
            case LESS -> Canonical.compare(values.get(0), values.get(1)) < 0;
            case LESS_OR_EQUAL -> Canonical.compare(values.get(0), values.get(1)) <= 0;
            case GREATER -> Canonical.compare(values.get(0), values.get(1)) > 0;
            case GREATER_OR_EQUAL -> Canonical.compare(values.get(0), values.get(1)) >= 0;
            case FIELD -> ((List<?>) values.get(0)).get((Integer) values.get(1));
            case ITEM -> item(values.get(0), values.get(1));
            case REQUIRE_LENGTH -> limited(values.get(0), (Integer) values.get(1));
            case PLUS, MINUS, TIMES, DIVIDE, MODULO, NEGATE -> Arithmetic.apply(call, values);
            case AND,
                    OR,
                    COALESCE,
                    EPOCH_TIME,
                    IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    IN,
                    MAKE_ROW,
                    MAKE_ARRAY,
                    MAKE_MAP,
                    REQUIRE_NOT_NULL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM ->
                throw new IllegalStateException(call.operation().name());
        };
    }

    private static Object limited(Object value, int most) {
        int length = value instanceof String s ? s.codePointCount(0, s.length()) : ((byte[]) value).length;
        if (length > most) {
            throw new RowFailure(ErrorCode.TEXT_TOO_LONG);
        }
        return value;
    }

    private static @Nullable Object item(Object collection, Object index) {
        if (collection instanceof List<?> list) {
            int at = (Integer) index;
            return at < 1 || at > list.size() ? null : list.get(at - 1);
        }
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) collection).entrySet()) {
            if (Canonical.of(entry.getKey()).equals(Canonical.of(index))) {
                return entry.getValue();
            }
        }
        return null;
    }
}
