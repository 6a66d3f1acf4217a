// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.function.Determinism;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function: what SQL sees of it, and the static method that computes it.
 *
 * @param id by which plans name it, such as {@code SPLIT_PART(STRING,STRING,INT)}; never changes
 * @param parameters without the hidden one; with varargs the last one stands for any number of arguments
 * @param hidden what the engine adds as last argument, or null
 * @param resultKind the family of the result's type, or null when only {@link ResultRule} tells
 * @param resultPrecision digits of the second's fraction, or the scale of a DECIMAL
 * @param resultNullable whether it may give NULL even if no argument is NULL
 */
public record FunctionSignature(
        String id,
        SqlFunction declaration,
        Method method,
        List<Parameter> parameters,
        boolean varargs,
        Hidden.@Nullable Kind hidden,
        @Nullable TypeKind resultKind,
        int resultPrecision,
        boolean resultNullable) {

    public FunctionSignature {
        parameters = List.copyOf(parameters);
    }

    /** The name that is shown. */
    public String name() {
        return declaration.name()[0];
    }

    /** The name that is shown and its synonyms. */
    public List<String> names() {
        return List.of(declaration.name());
    }

    /** The class that {@link #method()} belongs to. */
    public Class<?> holder() {
        return method.getDeclaringClass();
    }

    public String methodName() {
        return method.getName();
    }

    public String doc() {
        return declaration.doc();
    }

    public String example() {
        return declaration.example();
    }

    public String group() {
        return declaration.group();
    }

    public Determinism determinism() {
        return declaration.determinism();
    }

    public boolean calledOnNull() {
        return declaration.calledOnNull();
    }

    /** Whether only the planner calls it, for a special syntax. */
    public boolean internal() {
        return declaration.internal();
    }

    public ResultRule resultRule() {
        return declaration.result();
    }

    /** The parameter that an argument belongs to; with varargs the last one takes all the rest. */
    public Parameter parameter(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }

    boolean acceptsCount(int arguments) {
        return varargs ? arguments >= parameters.size() : arguments == parameters.size();
    }

    /**
     * The type of the result.
     *
     * @param arguments types of the arguments, without the hidden one
     * @param literal the value of an argument that is a literal, else null; only {@link ResultRule#ROUNDED} and
     *     {@link ResultRule#TRUNCATED} ask
     */
    public DataType resultType(List<DataType> arguments, IntFunction<@Nullable Object> literal) {
        DataType type = ResultTypes.of(this, arguments, literal);
        boolean anyNullable = arguments.stream().anyMatch(DataType::nullable);
        return type.withNullable(resultNullable || (anyNullable && !calledOnNull()));
    }

    /** The type of the result when no argument is known to be a literal. */
    public DataType resultType(List<DataType> arguments) {
        return resultType(arguments, argument -> null);
    }

    /** How it is called and what it gives, such as {@code LPAD(STRING, INT, STRING) -> STRING}. */
    public String text() {
        String given = parameters.stream().map(Parameter::typeName).collect(Collectors.joining(", "));
        return name() + "(" + given + (varargs ? ", ..." : "") + ") -> "
                + (resultKind == null ? "ANY" : Parameter.typeName(resultKind));
    }

    @Override
    public String toString() {
        return id;
    }
}
