// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.functions.FunctionSignature;
import io.weir.plan.expression.Expression.FunctionCall;
import io.weir.spi.batch.Utf8;
import io.weir.spi.function.Hidden;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.Storage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of library functions: their static methods, called by name. */
final class FunctionTerms {
    private final Emitter emitter;
    private final FunctionCall call;
    private final FunctionSignature function;
    private final List<Term> arguments;

    private FunctionTerms(Emitter emitter, FunctionCall call, FunctionSignature function) {
        this.emitter = emitter;
        this.call = call;
        this.function = function;
        arguments = emitter.emit(call.arguments());
    }

    static Term emit(Emitter emitter, FunctionCall call) {
        FunctionSignature function = emitter.kernel()
                .functions()
                .withId(call.function())
                .orElseThrow(() -> new IllegalArgumentException("no function " + call.function()));
        return new FunctionTerms(emitter, call, function).emit();
    }

    private Term emit() {
        Class<?> returned = function.method().getReturnType();
        boolean canBeNull = (!returned.isPrimitive() && function.resultNullable())
                || returned == Object.class
                || List.class.isAssignableFrom(returned)
                || java.util.Map.class.isAssignableFrom(returned);
        Result r = new Result(emitter, call.type(), guarding(), true, canBeNull).guard();
        r.attempt(call.span(), () -> {
            String invocation = function.holder().getCanonicalName() + "." + function.methodName() + "("
                    + String.join(", ", parameters()) + ")";
            if (returned.isPrimitive()) {
                r.set(invocation);
            } else {
                take(r, returned, invocation, canBeNull);
            }
        });
        return r.endGuard().term();
    }

    /** The arguments whose NULL or failure prevents the call; with {@code calledOnNull} NULL does not. */
    private List<Term> guarding() {
        return function.calledOnNull()
                ? arguments.stream().map(argument -> argument.withNull(null)).toList()
                : arguments;
    }

    private void take(Result r, Class<?> returned, String invocation, boolean canBeNull) {
        String object = emitter.local(javaType(returned), invocation);
        if (canBeNull) {
            emitter.out().open("if ($ == null)", object);
            r.setNull("true");
            emitter.out().next("else");
        }
        DataType type = call.type();
        if (returned == Utf8.class) {
            r.set(object);
        } else if (returned == BigDecimal.class) {
            DecimalType decimal = (DecimalType) type;
            Boxes.setDecimal(
                    emitter,
                    r,
                    type,
                    "Decimals.fit(" + object + ", " + decimal.precision() + ", " + decimal.scale() + ")");
        } else if (returned == Object.class) {
            Boxes.set(emitter, r, type, object);
        } else if (type.storage() == Storage.ARRAY || type.storage() == Storage.MAP || type.storage() == Storage.ROW) {
            r.set(object);
        } else {
            r.set(KernelText.unboxed(Term.javaType(type), object));
        }
        if (canBeNull) {
            emitter.out().close();
        }
    }

    private static String javaType(Class<?> type) {
        return type == Utf8.class || type == BigDecimal.class ? type.getSimpleName() : "Object";
    }

    private List<String> parameters() {
        Class<?>[] types = function.method().getParameterTypes();
        int plain = function.hidden() == Hidden.Kind.RANDOM ? types.length - 1 : types.length;
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < plain; i++) {
            if (i == plain - 1 && function.varargs()) {
                parameters.add(rest(i, types[i].getComponentType()));
            } else {
                parameters.add(parameter(arguments.get(i), types[i]));
            }
        }
        if (plain < types.length) {
            parameters.add(emitter.use(emitter.kernel().random()));
        }
        return parameters;
    }

    private String rest(int from, Class<?> component) {
        List<String> values = new ArrayList<>();
        for (Term argument : arguments.subList(from, arguments.size())) {
            values.add(parameter(argument, component));
        }
        return "new " + component.getCanonicalName() + "[] {" + String.join(", ", values) + "}";
    }

    private String parameter(Term argument, Class<?> type) {
        if (type.isPrimitive()) {
            return argument.value();
        }
        @Nullable String isNull = function.calledOnNull() ? argument.isNull() : null;
        if (type == Utf8.class) {
            return isNull == null ? argument.value() : "(" + isNull + " ? null : " + argument.value() + ")";
        }
        Term seen = argument.withNull(isNull);
        String boxed = type == BigDecimal.class && isNull == null
                ? NestedTerms.decimal(seen)
                : NestedTerms.boxed(emitter, seen);
        return "((" + type.getCanonicalName() + ") " + boxed + ")";
    }
}
