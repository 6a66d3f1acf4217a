// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.functions.FunctionSignature;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.TypeKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls functions of the library by reflection. */
final class Library {
    private Library() {}

    static @Nullable Object call(FunctionSignature function, FunctionCall call, List<@Nullable Object> values) {
        if (!function.calledOnNull() && values.contains(null)) {
            return null;
        }
        Method method = function.method();
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        int fixed = function.varargs() ? types.length - 1 : types.length;
        for (int i = 0; i < fixed; i++) {
            arguments[i] = toJava(values.get(i), types[i]);
        }
        if (function.varargs()) {
            Class<?> component = types[fixed].getComponentType();
            Object rest = java.lang.reflect.Array.newInstance(component, values.size() - fixed);
            for (int i = fixed; i < values.size(); i++) {
                java.lang.reflect.Array.set(rest, i - fixed, toJava(values.get(i), component));
            }
            arguments[fixed] = rest;
        }
        try {
            return fromJava(method.invoke(null, arguments), call.type());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RowError error) {
                throw new RowFailure(error.code());
            }
            throw new IllegalStateException(function.id(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(function.id(), e);
        }
    }

    private static @Nullable Object toJava(@Nullable Object value, Class<?> type) {
        if (value instanceof String text && type == Utf8.class) {
            return Utf8.of(text);
        } else if (value instanceof byte[] bytes && type == Utf8.class) {
            return Utf8.of(bytes);
        } else if (value instanceof Number number) {
            if (type == long.class || type == Long.class) {
                return number.longValue();
            } else if (type == int.class || type == Integer.class) {
                return number.intValue();
            } else if (type == double.class || type == Double.class) {
                return number.doubleValue();
            } else if (type == float.class || type == Float.class) {
                return number.floatValue();
            }
        }
        return value;
    }

    private static @Nullable Object fromJava(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        } else if (value instanceof Utf8 text) {
            return type.kind() == TypeKind.VARBINARY ? text.toByteArray() : text.toString();
        } else if (type instanceof DecimalType decimal && value instanceof BigDecimal number) {
            return Arithmetic.fit(number, decimal);
        } else if (value instanceof Number number) {
            return switch (type.kind()) {
                case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> inRange(number, type);
                case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MICROS -> number.longValue();
                case FLOAT -> number.floatValue();
                case DOUBLE -> number.doubleValue();
                case NULL, BOOLEAN, DECIMAL, VARCHAR, VARBINARY, ROW, ARRAY, MAP -> value;
            };
        }
        return value;
    }

    private static Object inRange(Number number, DataType type) {
        int value = number.intValue();
        if (type.kind() == TypeKind.TINYINT && value != (byte) value
                || type.kind() == TypeKind.SMALLINT && value != (short) value) {
            throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return value;
    }
}
