// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.functions.Decimals;
import io.weir.functions.FunctionSignature;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A call of a library function by reflection. */
final class Invocation implements Node {
    private final FunctionSignature function;
    private final List<Node> arguments;
    private final List<DataType> types;
    private final DataType resultType;
    private final @Nullable SourceSpan span;
    private final RandomGenerator random;

    Invocation(
            FunctionSignature function,
            List<Node> arguments,
            List<DataType> types,
            DataType resultType,
            @Nullable SourceSpan span,
            RandomGenerator random) {
        this.function = function;
        this.arguments = arguments;
        this.types = types;
        this.resultType = resultType;
        this.span = span;
        this.random = random;
    }

    @Override
    public @Nullable Object at(Row row) {
        Object[] values = new Object[arguments.size()];
        Object failure = null;
        boolean anyNull = false;
        for (int i = 0; i < values.length; i++) {
            Object value = arguments.get(i).at(row);
            if (value instanceof Failure) {
                failure = failure == null ? value : failure;
            } else {
                anyNull |= value == null;
                values[i] = value;
            }
        }
        if (failure != null) {
            return failure;
        }
        if (anyNull && !function.calledOnNull()) {
            return null;
        }
        try {
            return result(function.method().invoke(null, parameters(values)));
        } catch (RowError e) {
            return new Failure(e.code(), span);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RowError error) {
                return new Failure(error.code(), span);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return new Failure(ErrorCode.INTERNAL, span);
        } catch (IllegalAccessException e) {
            throw SqlException.internal("function " + function.name() + " cannot be called", e);
        } catch (RuntimeException e) {
            return new Failure(ErrorCode.INTERNAL, span);
        }
    }

    private Object[] parameters(Object[] values) {
        Method method = function.method();
        Class<?>[] parameterTypes = method.getParameterTypes();
        Object[] parameters = new Object[parameterTypes.length];
        int plain = function.hidden() == Hidden.Kind.RANDOM ? parameters.length - 1 : parameters.length;
        if (plain < parameters.length) {
            parameters[plain] = random;
        }
        for (int i = 0; i < plain; i++) {
            if (i == plain - 1 && function.varargs()) {
                Class<?> component = parameterTypes[i].getComponentType();
                Object rest = Array.newInstance(component, values.length - i);
                for (int k = i; k < values.length; k++) {
                    Array.set(rest, k - i, parameter(values[k], component, types.get(k)));
                }
                parameters[i] = rest;
            } else {
                parameters[i] = parameter(values[i], parameterTypes[i], types.get(i));
            }
        }
        return parameters;
    }

    private static @Nullable Object parameter(@Nullable Object value, Class<?> parameterType, DataType type) {
        return parameterType == Utf8.class ? value : Values.leaving(value, type);
    }

    private @Nullable Object result(@Nullable Object value) {
        if (value instanceof BigDecimal number && resultType instanceof DecimalType decimal) {
            return Decimals.fit(number, decimal.precision(), decimal.scale());
        }
        return Values.entering(value, resultType);
    }
}
