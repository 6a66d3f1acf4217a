// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel;

import io.weir.functions.FunctionRegistry;
import io.weir.functions.FunctionSignature;
import io.weir.plan.expression.Expression;
import io.weir.plan.expression.Expression.Branch;
import io.weir.plan.expression.Expression.Call;
import io.weir.plan.expression.Expression.Case;
import io.weir.plan.expression.Expression.Cast;
import io.weir.plan.expression.Expression.ColumnRef;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.plan.expression.Expression.Literal;
import io.weir.plan.expression.Operation;
import io.weir.spi.function.Determinism;
import io.weir.spi.function.Hidden;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Well-typed expressions by chance. */
final class RandomExpressions {
    private static final Operation[] COMPARISONS = {
        Operation.EQUAL,
        Operation.NOT_EQUAL,
        Operation.LESS,
        Operation.LESS_OR_EQUAL,
        Operation.GREATER,
        Operation.GREATER_OR_EQUAL,
        Operation.IS_DISTINCT_FROM,
        Operation.IS_NOT_DISTINCT_FROM
    };
    private static final Operation[] TRUTHS = {
        Operation.NOT, Operation.IS_TRUE, Operation.IS_NOT_TRUE, Operation.IS_FALSE, Operation.IS_NOT_FALSE
    };
    private static final Operation[] ARITHMETIC = {
        Operation.PLUS, Operation.MINUS, Operation.TIMES, Operation.DIVIDE, Operation.MODULO
    };
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "+05:30"};

    private final Random random;
    private final RandomValues values;
    private final List<DataType> columns;
    private final List<FunctionSignature> functions = FunctionRegistry.builtIn().functions().stream()
            .filter(function -> function.determinism() != Determinism.VOLATILE)
            .toList();

    RandomExpressions(Random random, List<DataType> columns) {
        this.random = random;
        this.values = new RandomValues(random);
        this.columns = columns;
    }

    Expression of(DataType type, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf(type);
        }
        return switch (random.nextInt(10)) {
            case 0 -> choice(type, depth);
            case 1 ->
                new Call(Operation.COALESCE, List.of(of(type, depth - 1), of(type, depth - 1), leaf(type)), type, null);
            case 2 -> cast(type, depth);
            case 3 -> part(type, depth);
            case 4, 5 -> function(type, depth).orElseGet(() -> operation(type, depth));
            default -> operation(type, depth);
        };
    }

    private Expression leaf(DataType type) {
        List<Expression> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (DataType.sameIgnoringNull(columns.get(i), type)) {
                same.add(new ColumnRef(i, columns.get(i)));
            }
        }
        return same.isEmpty() || random.nextInt(4) == 0
                ? new Literal(values.orNull(type, 1), type)
                : same.get(random.nextInt(same.size()));
    }

    private Expression choice(DataType type, int depth) {
        List<Branch> branches = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            branches.add(new Branch(of(DataType.bool(), depth - 1), of(type, depth - 1)));
        }
        return new Case(branches, of(type, depth - 1), type);
    }

    private Expression cast(DataType type, int depth) {
        DataType from = source(type);
        return new Cast(of(from, depth - 1), random.nextBoolean(), zone(), type, null);
    }

    private String zone() {
        return ZONES[random.nextInt(ZONES.length)];
    }

    private static boolean isInteger(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    /** A type that can be cast to the given one. */
    private DataType source(DataType type) {
        while (true) {
            DataType from = values.flatType();
            boolean fits = switch (type.kind()) {
                case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                    from.isNumeric() || from.kind() == TypeKind.BOOLEAN || from.kind() == TypeKind.VARCHAR;
                case VARCHAR -> true;
                case VARBINARY -> from.kind() == TypeKind.VARCHAR || from.kind() == TypeKind.VARBINARY;
                case DATE ->
                    from.kind() == TypeKind.TIMESTAMP
                            || from.kind() == TypeKind.TIMESTAMP_LTZ
                            || from.kind() == TypeKind.VARCHAR;
                case TIME ->
                    from.kind() == TypeKind.TIME
                            || from.kind() == TypeKind.TIMESTAMP
                            || from.kind() == TypeKind.TIMESTAMP_LTZ
                            || from.kind() == TypeKind.VARCHAR;
                case TIMESTAMP, TIMESTAMP_LTZ ->
                    from instanceof DataType.TimeType
                            || from.kind() == TypeKind.DATE
                            || from.kind() == TypeKind.VARCHAR;
                case INTERVAL_MONTHS, INTERVAL_MICROS -> isInteger(from) || from.kind() == type.kind();
                case NULL -> false;
                case ROW, ARRAY, MAP -> {
                    from = nestedSource(type);
                    yield true;
                }
            };
            if (fits) {
                return from;
            }
        }
    }

    private DataType nestedSource(DataType type) {
        if (type instanceof ArrayType array) {
            return DataType.array(source(array.element()));
        } else if (type instanceof RowType row) {
            return DataType.row(row.fields().stream()
                    .map(field -> new Field(field.name(), source(field.type())))
                    .toList());
        }
        return type;
    }

    /** Out of a nested value. */
    private Expression part(DataType type, int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                DataType row = DataType.row(List.of(new Field("x", values.flatType()), new Field("y", type)));
                yield new Call(
                        Operation.FIELD, List.of(of(row, depth - 1), new Literal(1, DataType.integer())), type, null);
            }
            case 1 ->
                new Call(
                        Operation.ITEM,
                        List.of(of(DataType.array(type), depth - 1), of(DataType.integer(), depth - 1)),
                        type,
                        null);
            default -> {
                DataType key = values.flatType();
                yield new Call(
                        Operation.ITEM,
                        List.of(of(DataType.map(key, type), depth - 1), of(key, depth - 1)),
                        type,
                        null);
            }
        };
    }

    private Optional<Expression> function(DataType type, int depth) {
        for (int attempt = 0; attempt < 30; attempt++) {
            FunctionSignature function = functions.get(random.nextInt(functions.size()));
            if (function.resultKind() != null && function.resultKind() != type.kind()) {
                continue;
            }
            Expression call = call(function, type, depth);
            if (DataType.sameIgnoringNull(call.type(), type)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /** Arguments of types that the parameters accept. */
    private Expression call(FunctionSignature function, DataType wanted, int depth) {
        int plain = function.parameters().size();
        int count = function.varargs() ? plain + random.nextInt(3) : plain;
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TypeKind kind = function.parameter(i).kind();
            DataType type = kind == wanted.kind() ? wanted : values.flatType();
            for (int attempt = 0; kind != null && type.kind() != kind && attempt < 1_000; attempt++) {
                type = values.type();
            }
            types.add(type);
        }
        var resolved = FunctionRegistry.builtIn().resolve(function.name(), types);
        if (resolved.isEmpty() || !resolved.get().function().equals(function)) {
            return new Literal(null, DataType.ofNull());
        }
        List<Expression> arguments = new ArrayList<>();
        for (DataType type : resolved.get().argumentTypes()) {
            arguments.add(of(type, depth - 1));
        }
        if (function.hidden() == Hidden.Kind.ZONE) {
            arguments.add(new Literal(zone(), DataType.text()));
        } else if (function.hidden() == Hidden.Kind.TIME) {
            arguments.add(new Call(Operation.EPOCH_TIME, List.of(), DataType.timestampLtz(6), null));
        }
        return new FunctionCall(function.id(), arguments, resolved.get().resultType(), null);
    }

    private Expression operation(DataType type, int depth) {
        return switch (type.kind()) {
            case BOOLEAN -> condition(depth);
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE ->
                random.nextInt(6) == 0
                        ? call(Operation.NEGATE, type, of(type, depth - 1))
                        : call(any(ARITHMETIC), type, of(type, depth - 1), of(type, depth - 1));
            case DECIMAL -> decimal((DecimalType) type, depth);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> moved(type, depth);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> interval(type, depth);
            case ROW -> {
                List<Expression> fields = new ArrayList<>();
                ((RowType) type).fields().forEach(field -> fields.add(of(field.type(), depth - 1)));
                yield new Call(Operation.MAKE_ROW, fields, type, null);
            }
            case ARRAY -> {
                DataType element = ((ArrayType) type).element();
                yield call(Operation.MAKE_ARRAY, type, of(element, depth - 1), of(element, depth - 1));
            }
            case MAP -> {
                MapType map = (MapType) type;
                yield call(
                        Operation.MAKE_MAP,
                        type,
                        of(map.key(), depth - 1),
                        of(map.value(), depth - 1),
                        of(map.key(), depth - 1),
                        of(map.value(), depth - 1));
            }
            case VARCHAR, VARBINARY ->
                random.nextInt(3) == 0
                        ? call(Operation.REQUIRE_LENGTH, type, of(type, depth - 1), new Literal(3, DataType.integer()))
                        : leaf(type);
            case NULL -> leaf(type);
        };
    }

    private Expression call(Operation operation, DataType type, Expression... arguments) {
        return new Call(operation, List.of(arguments), type, null);
    }

    private Operation any(Operation[] operations) {
        return operations[random.nextInt(operations.length)];
    }

    private Expression decimal(DecimalType type, int depth) {
        if (random.nextInt(6) == 0) {
            return call(Operation.NEGATE, type, of(type, depth - 1));
        }
        return call(any(ARITHMETIC), type, of(anyDecimal(type), depth - 1), of(anyDecimal(type), depth - 1));
    }

    private DataType anyDecimal(DecimalType type) {
        if (random.nextBoolean()) {
            return type;
        }
        while (true) {
            DataType other = values.flatType();
            if (other.kind() == TypeKind.DECIMAL) {
                return other;
            }
        }
    }

    private Expression moved(DataType type, int depth) {
        DataType unit = random.nextBoolean() ? DataType.intervalMonths() : DataType.intervalMicros();
        Expression time = of(type, depth - 1);
        Expression interval = of(unit, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> call(Operation.MINUS, type, time, interval);
            case 1 -> call(Operation.PLUS, type, interval, time);
            default -> call(Operation.PLUS, type, time, interval);
        };
    }

    private Expression interval(DataType type, int depth) {
        DataType[] times = {DataType.date(), DataType.timestamp(6), DataType.timestampLtz(3)};
        DataType time = times[random.nextInt(times.length)];
        return switch (random.nextInt(6)) {
            case 0 -> call(Operation.NEGATE, type, of(type, depth - 1));
            case 1 -> call(Operation.TIMES, type, of(type, depth - 1), of(DataType.bigint(), depth - 1));
            case 2 -> call(Operation.DIVIDE, type, of(type, depth - 1), of(DataType.bigint(), depth - 1));
            case 3, 4 -> call(Operation.MINUS, type, of(time, depth - 1), of(time, depth - 1));
            default -> call(Operation.PLUS, type, of(type, depth - 1), of(type, depth - 1));
        };
    }

    private Expression condition(int depth) {
        DataType bool = DataType.bool();
        return switch (random.nextInt(8)) {
            case 0, 1 -> {
                List<Expression> parts = new ArrayList<>();
                for (int i = 2 + random.nextInt(3); i > 0; i--) {
                    parts.add(of(bool, depth - 1));
                }
                yield new Call(random.nextBoolean() ? Operation.AND : Operation.OR, parts, bool, null);
            }
            case 2 -> call(any(TRUTHS), bool, of(bool, depth - 1));
            case 3 ->
                call(
                        random.nextBoolean() ? Operation.IS_NULL : Operation.IS_NOT_NULL,
                        bool,
                        of(values.type(), depth - 1));
            case 4 -> in(depth);
            default -> {
                DataType type = values.type();
                yield call(any(COMPARISONS), bool, of(type, depth - 1), of(type, depth - 1));
            }
        };
    }

    private Expression in(int depth) {
        DataType type = values.type();
        List<Expression> arguments = new ArrayList<>();
        arguments.add(of(type, depth - 1));
        int nullsOfTen = random.nextInt(4) == 0 ? 2 : 0;
        for (int i = random.nextInt(9); i >= 0; i--) {
            arguments.add(new Literal(values.orNull(type, nullsOfTen), type));
        }
        return new Call(Operation.IN, arguments, DataType.bool(), null);
    }
}
