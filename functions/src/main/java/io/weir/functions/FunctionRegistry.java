// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.function.Hidden;
import io.weir.spi.function.ResultRule;
import io.weir.spi.function.SqlFunction;
import io.weir.spi.function.SqlType;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.TypeKind;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions of a list of classes, found by reflection, and the choice among those of one name. */
public final class FunctionRegistry {
    private static final Map<Class<?>, TypeKind> KINDS = Map.ofEntries(
            Map.entry(boolean.class, TypeKind.BOOLEAN),
            Map.entry(Boolean.class, TypeKind.BOOLEAN),
            Map.entry(int.class, TypeKind.INTEGER),
            Map.entry(Integer.class, TypeKind.INTEGER),
            Map.entry(long.class, TypeKind.BIGINT),
            Map.entry(Long.class, TypeKind.BIGINT),
            Map.entry(float.class, TypeKind.FLOAT),
            Map.entry(Float.class, TypeKind.FLOAT),
            Map.entry(double.class, TypeKind.DOUBLE),
            Map.entry(Double.class, TypeKind.DOUBLE),
            Map.entry(BigDecimal.class, TypeKind.DECIMAL),
            Map.entry(Utf8.class, TypeKind.VARCHAR),
            Map.entry(List.class, TypeKind.ARRAY),
            Map.entry(Map.class, TypeKind.MAP));

    private static final FunctionRegistry BUILT_IN = new FunctionRegistry(List.of(
            TextFunctions.class,
            PieceFunctions.class,
            TrimFunctions.class,
            EditFunctions.class,
            SearchFunctions.class,
            CheckFunctions.class,
            PatternFunctions.class,
            NumberFunctions.class,
            RoundFunctions.class,
            MathFunctions.class,
            RandomFunctions.class,
            ExtremeFunctions.class,
            TimeFunctions.class,
            TimeUnitFunctions.class,
            TimeTextFunctions.class,
            EncodingFunctions.class,
            HashFunctions.class,
            UrlFunctions.class,
            ArrayFunctions.class,
            MapFunctions.class,
            JsonFunctions.class));

    private final List<FunctionSignature> functions;
    private final Map<String, List<FunctionSignature>> byName = new LinkedHashMap<>();
    private final Map<String, FunctionSignature> byId = new LinkedHashMap<>();

    /** All annotated methods of the given classes. */
    public FunctionRegistry(List<Class<?>> holders) {
        functions = holders.stream()
                .flatMap(holder -> Arrays.stream(holder.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(SqlFunction.class))
                        .map(FunctionRegistry::signature)
                        // Reflection has no order of its own.
                        .sorted(Comparator.comparing(FunctionSignature::id)))
                .toList();
        for (FunctionSignature function : functions) {
            if (byId.put(function.id(), function) != null) {
                throw new IllegalArgumentException("declared twice: " + function.id());
            }
            for (String name : function.names()) {
                byName.computeIfAbsent(name, any -> new ArrayList<>()).add(function);
            }
        }
    }

    /** The functions that come with Weir. */
    public static FunctionRegistry builtIn() {
        return BUILT_IN;
    }

    public List<FunctionSignature> functions() {
        return functions;
    }

    /** All names and synonyms, in order, but for those of special syntax. */
    public SortedSet<String> names() {
        return functions.stream()
                .filter(function -> !function.internal())
                .flatMap(function -> function.names().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All functions of a name, in any case; none when there is no such name. */
    public List<FunctionSignature> named(String name) {
        return List.copyOf(byName.getOrDefault(name.toUpperCase(Locale.ROOT), List.of()));
    }

    /** The function that a plan names. */
    public Optional<FunctionSignature> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The function of a name that takes arguments of the given types with the least widening; of equals the first by id.
     *
     * @param arguments without the hidden one; a NULL literal is of the type NULL and meets any parameter
     * @return nothing when no function of the name takes such arguments
     */
    public Optional<FunctionCall> resolve(String name, List<DataType> arguments) {
        FunctionCall best = null;
        int bestCost = Integer.MAX_VALUE;
        for (FunctionSignature function : named(name)) {
            List<DataType> types = match(function, arguments);
            int cost = types == null ? Integer.MAX_VALUE : cost(arguments, types);
            if (types != null && cost < bestCost) {
                best = new FunctionCall(function, types);
                bestCost = cost;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int cost(List<DataType> arguments, List<DataType> types) {
        int cost = 0;
        for (int i = 0; i < types.size(); i++) {
            cost += Math.max(0, Widening.cost(arguments.get(i), types.get(i).kind()));
        }
        return cost;
    }

    /** What the arguments are to be cast to, or null when the function cannot take them. */
    private static @Nullable List<DataType> match(FunctionSignature function, List<DataType> arguments) {
        if (!function.acceptsCount(arguments.size())) {
            return null;
        }
        List<DataType> types = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            DataType type = function.parameter(i).accept(arguments.get(i));
            if (type != null
                    && i > 0
                    && function.parameter(i).kind() == null
                    && function.resultRule() != ResultRule.WIDEST_ARRAY) {
                type = besideArray(types.get(0), type);
            }
            if (type == null) {
                return null;
            }
            types.add(type);
        }
        return alike(function, types);
    }

    /** A parameter of any type that stands beside an ARRAY takes an element of it. */
    private static @Nullable DataType besideArray(DataType first, DataType type) {
        if (!(first instanceof ArrayType array)) {
            return type;
        }
        return Widening.common(array.element(), type)
                .filter(common -> DataType.sameIgnoringNull(common, array.element()))
                .orElse(null);
    }

    /** With a result that is as wide as all arguments, the arguments are made of that type too. */
    private static @Nullable List<DataType> alike(FunctionSignature function, List<DataType> types) {
        if (function.resultRule() == ResultRule.WIDEST) {
            return Widening.common(types)
                    .map(widest -> types.stream()
                            .map(type -> widest.withNullable(type.nullable()))
                            .toList())
                    .orElse(null);
        }
        if (function.resultRule() == ResultRule.WIDEST_ARRAY) {
            return ResultTypes.widestElement(types)
                    .map(widest -> types.stream()
                            .map(type -> type instanceof ArrayType
                                    ? DataType.array(widest).withNullable(type.nullable())
                                    : widest.withNullable(type.nullable()))
                            .toList())
                    .orElse(null);
        }
        return types;
    }

    private static FunctionSignature signature(Method method) {
        SqlFunction declaration = method.getAnnotation(SqlFunction.class);
        if (!Modifier.isStatic(method.getModifiers()) || !Modifier.isPublic(method.getModifiers())) {
            throw new IllegalArgumentException("not public and static: " + method);
        }
        List<Parameter> parameters = new ArrayList<>();
        Hidden.Kind hidden = null;
        boolean varargs = false;
        for (java.lang.reflect.Parameter each : method.getParameters()) {
            if (hidden != null || varargs) {
                throw new IllegalArgumentException("hidden or varargs parameter before the last: " + method);
            }
            if (each.isAnnotationPresent(Hidden.class)) {
                hidden = each.getAnnotation(Hidden.class).value();
                continue;
            }
            varargs = each.getType().isArray();
            Class<?> type = varargs ? each.getType().getComponentType() : each.getType();
            if (declaration.calledOnNull() && type.isPrimitive()) {
                throw new IllegalArgumentException("a primitive cannot be NULL: " + method);
            }
            parameters.add(new Parameter(each.getName(), kind(each, type, method), precision(each)));
        }
        Class<?> result = method.getReturnType();
        boolean resultNullable = (!result.isPrimitive() && KINDS.containsKey(result) && isBox(result))
                || method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
        TypeKind resultKind = kind(method, result, method);
        if (resultKind == null && declaration.result() == ResultRule.DECLARED) {
            throw new IllegalArgumentException("no result type: " + method);
        }
        return new FunctionSignature(
                id(declaration.name()[0], parameters, varargs, hidden),
                declaration,
                method,
                parameters,
                varargs,
                hidden,
                resultKind,
                precision(method),
                resultNullable);
    }

    private static boolean isBox(Class<?> type) {
        return type == Boolean.class || Number.class.isAssignableFrom(type) && type != BigDecimal.class;
    }

    private static String id(String name, List<Parameter> parameters, boolean varargs, Hidden.@Nullable Kind hidden) {
        StringBuilder id = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            id.append(i == 0 ? "" : ",").append(parameters.get(i).typeName());
        }
        id.append(varargs ? "..." : "");
        if (hidden != null) {
            id.append(';').append(hidden);
        }
        return id.append(')').toString();
    }

    private static @Nullable TypeKind kind(AnnotatedElement element, Class<?> type, Method method) {
        SqlType declared = element.getAnnotation(SqlType.class);
        if (declared != null) {
            return declared.value();
        }
        if (type == Object.class) {
            return null;
        }
        TypeKind kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("no SQL type for " + type.getName() + ": " + method);
        }
        return kind;
    }

    private static int precision(AnnotatedElement element) {
        SqlType declared = element.getAnnotation(SqlType.class);
        return declared == null ? DataType.TimeType.MAX_PRECISION : declared.precision();
    }
}
