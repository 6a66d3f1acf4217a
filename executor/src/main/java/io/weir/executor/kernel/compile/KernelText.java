// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.functions.FunctionRegistry;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One generated class under construction: its fields, constants, inputs and methods. */
final class KernelText {
    static final String NAME = "Kernel";
    private static final int CONSTANTS_PER_METHOD = 300;

    private final FunctionRegistry functions;
    private final RandomGenerator random;

    private final JavaText fields = new JavaText(1);
    private final JavaText construction = new JavaText(2);
    private final JavaText initialisation = new JavaText(1);
    private final JavaText methods = new JavaText(1);
    private final Map<String, String> fieldTypes = new LinkedHashMap<>();
    private final List<Object> constants = new ArrayList<>();
    private final List<@Nullable SourceSpan> spans = new ArrayList<>();
    private final Map<List<Integer>, Input> inputs = new LinkedHashMap<>();
    private int names;

    KernelText(FunctionRegistry functions, RandomGenerator random) {
        this.functions = functions;
        this.random = random;
        spans.add(null);
    }

    FunctionRegistry functions() {
        return functions;
    }

    /** A name that is not in use. */
    String name(String prefix) {
        return prefix + names++;
    }

    /** A field that changes from batch to batch or row to row. */
    String field(String javaType, String name) {
        fieldTypes.put(name, javaType);
        fields.line("private $ $;", javaType, name);
        return name;
    }

    /** A field with an object of its own, for results that need a place. */
    String scratch(String javaType) {
        String name = name("s");
        fieldTypes.put(name, javaType);
        fields.line("private final $ $ = new $();", javaType, name, javaType);
        return name;
    }

    /** A field with a constant handed to the constructor. */
    String constant(String javaType, Object value) {
        String name = name("k");
        fieldTypes.put(name, javaType);
        fields.line("private $ $;", javaType, name);
        if (constants.size() % CONSTANTS_PER_METHOD == 0) {
            String method = name("i");
            construction.line("$(constants);", method);
            if (!constants.isEmpty()) {
                initialisation.close();
            }
            initialisation.open("private void $(Object[] constants)", method);
        }
        initialisation.line("$ = $;", name, unboxed(javaType, "constants[" + constants.size() + "]"));
        constants.add(value);
        return name;
    }

    String random() {
        return constant("RandomGenerator", random);
    }

    static String unboxed(String javaType, String object) {
        return switch (javaType) {
            case "boolean" -> "((Boolean) " + object + ").booleanValue()";
            case "int" -> "((Integer) " + object + ").intValue()";
            case "long" -> "((Long) " + object + ").longValue()";
            case "float" -> "((Float) " + object + ").floatValue()";
            case "double" -> "((Double) " + object + ").doubleValue()";
            default -> "(" + javaType + ") " + object;
        };
    }

    /** The type of a field. */
    String fieldType(String name) {
        return name.equals("now") ? "long" : Objects.requireNonNull(fieldTypes.get(name));
    }

    int span(@Nullable SourceSpan span) {
        if (span == null) {
            return 0;
        }
        int known = spans.indexOf(span);
        if (known >= 0) {
            return known;
        }
        spans.add(span);
        return spans.size() - 1;
    }

    int failure(ErrorCode code, @Nullable SourceSpan span) {
        return Failures.of(code, span(span));
    }

    /** A column of the batch, or a field within it. */
    Input input(List<Integer> path, DataType type) {
        Input known = inputs.get(path);
        if (known != null) {
            return known;
        }
        Input input = new Input(name("c"), path, type);
        input.declare(this);
        inputs.put(path, input);
        return input;
    }

    List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    JavaText methods() {
        return methods;
    }

    List<Object> constants() {
        List<Object> all = new ArrayList<>(constants);
        all.add(spans.toArray(SourceSpan[]::new));
        return all;
    }

    /** The whole source; {@code doors} are the methods of the interface. */
    String source(String interfaceName, JavaText doors) {
        JavaText text = new JavaText(0);
        for (String each : IMPORTS) {
            text.line("import $;", each);
        }
        text.open("public final class $ implements $", NAME, interfaceName);
        text.append(fields);
        text.line("private final SourceSpan[] spans;");
        text.line("private int rows;");
        text.line("private int selected;");
        text.line("private int[] selection;");
        text.line("private long now;");
        text.line("private long bad;");
        text.line("private ErrorMask errors;");
        text.open("public $(Object[] constants)", NAME);
        text.append(construction);
        text.line("spans = (SourceSpan[]) constants[$];", constants.size());
        text.close();
        if (!constants.isEmpty()) {
            text.append(initialisation.close());
        }
        text.append(doors);
        text.append(methods);
        text.close();
        return text.toString();
    }

    private static final List<String> IMPORTS = List.of(
            "io.weir.executor.kernel.*",
            "io.weir.executor.kernel.compile.*",
            "io.weir.executor.kernel.interpret.ValueOrder",
            "io.weir.functions.*",
            "io.weir.spi.batch.*",
            "io.weir.spi.error.SourceSpan",
            "io.weir.spi.function.RowError",
            "io.weir.spi.type.DataType",
            "java.math.BigDecimal",
            "java.util.Arrays",
            "java.util.List",
            "java.util.Map",
            "java.util.Set",
            "java.util.function.UnaryOperator",
            "java.util.random.RandomGenerator");
}
