// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.TypeKind;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls a function by name, as SQL would: finds it by the types of the arguments, widens these, runs it. */
final class Call {
    static final String ZONE = "Europe/Berlin";

    /** An argument of a type that its Java class does not tell. */
    record Typed(DataType type, Object value) {}

    private Call() {}

    /** A NULL of a type. */
    static Typed nullOf(DataType type) {
        return new Typed(type, null);
    }

    static Object call(String name, Object... arguments) {
        List<DataType> types = Arrays.stream(arguments).map(Call::typeOf).toList();
        FunctionCall call = FunctionRegistry.builtIn()
                .resolve(name, types)
                .orElseThrow(() -> new AssertionError("no function " + name + types));
        FunctionSignature function = call.function();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            Object value = valueOf(arguments[i]);
            boolean any = function.parameter(i).kind() == null;
            values.add(
                    any
                            ? value
                            : widen(value, types.get(i), call.argumentTypes().get(i)));
        }
        if (values.contains(null) && !function.calledOnNull()) {
            return null;
        }
        Object result = invoke(function, values);
        if (result instanceof BigDecimal decimal && call.resultType() instanceof DecimalType type) {
            return decimal.setScale(Math.max(decimal.scale(), 0)).precision() > 38 ? fail(type) : decimal;
        }
        return result instanceof Utf8 text
                ? function.resultKind() == TypeKind.VARBINARY ? text.toByteArray() : text.toString()
                : result;
    }

    private static Object fail(DataType type) {
        throw new AssertionError("does not fit " + type.sql());
    }

    static void assertFails(ErrorCode code, String name, Object... arguments) {
        Throwable thrown = catchThrowable(() -> call(name, arguments));
        assertThat(thrown).as("%s%s", name, Arrays.toString(arguments)).isInstanceOf(RowError.class);
        assertThat(((RowError) thrown).code()).isEqualTo(code);
    }

    /** Runs a function on values of the Java types of its parameters. */
    static Object invoke(FunctionSignature function, List<Object> values) {
        Method method = function.method();
        List<Object> all = new ArrayList<>(values);
        if (function.varargs()) {
            int fixed = function.parameters().size() - 1;
            Class<?> component = method.getParameterTypes()[fixed].getComponentType();
            Object rest = Array.newInstance(component, values.size() - fixed);
            for (int i = fixed; i < values.size(); i++) {
                Array.set(rest, i - fixed, values.get(i));
            }
            all = new ArrayList<>(values.subList(0, fixed));
            all.add(rest);
        }
        if (function.hidden() != null) {
            all.add(
                    switch (function.hidden()) {
                        case ZONE -> Utf8.of(ZONE);
                        case TIME -> 1_700_000_000_000_000L;
                        case RANDOM -> new Random(1);
                    });
        }
        try {
            return method.invoke(null, all.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(function + " threw", e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new AssertionError(function + " called with " + values, e);
        }
    }

    static DataType typeOf(Object argument) {
        if (argument == null) {
            return DataType.ofNull();
        } else if (argument instanceof Typed typed) {
            return typed.type();
        } else if (argument instanceof String) {
            return DataType.text();
        } else if (argument instanceof byte[]) {
            return DataType.bytes();
        } else if (argument instanceof Boolean) {
            return DataType.bool();
        } else if (argument instanceof Integer) {
            return DataType.integer();
        } else if (argument instanceof Long) {
            return DataType.bigint();
        } else if (argument instanceof Float) {
            return DataType.floating();
        } else if (argument instanceof Double) {
            return DataType.doubling();
        } else if (argument instanceof BigDecimal decimal) {
            return DataType.decimal(Math.max(decimal.precision(), decimal.scale()), decimal.scale());
        } else if (argument instanceof List<?> list) {
            return DataType.array(list.stream()
                    .map(Call::typeOf)
                    .reduce(DataType.ofNull(), (a, b) -> Widening.common(a, b).orElseThrow()));
        } else if (argument instanceof Map<?, ?> map) {
            return DataType.map(
                    ((ArrayType) typeOf(List.copyOf(map.keySet()))).element(),
                    ((ArrayType) typeOf(new ArrayList<>(map.values()))).element());
        }
        throw new AssertionError(argument.getClass());
    }

    private static Object valueOf(Object argument) {
        return argument instanceof Typed typed ? typed.value() : argument;
    }

    private static Object widen(Object value, DataType from, DataType to) {
        if (value == null) {
            return null;
        }
        if (from.kind() == to.kind()) {
            return to instanceof ArrayType || to instanceof MapType ? value : javaForm(value);
        }
        return switch (to.kind()) {
            case INTEGER, SMALLINT, TINYINT -> ((Number) value).intValue();
            case BIGINT -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL -> BigDecimal.valueOf(((Number) value).longValue());
            case TIMESTAMP -> from.kind() == TypeKind.DATE ? (Object) ((Integer) value * 86_400_000_000L) : value;
            default -> throw new AssertionError(from.sql() + " to " + to.sql());
        };
    }

    private static Object javaForm(Object value) {
        if (value instanceof String text) {
            return Utf8.of(text);
        }
        return value instanceof byte[] bytes ? Utf8.of(bytes) : value;
    }
}
