// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.TypeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Applies a function's {@link io.weir.spi.function.ResultRule}. */
final class ResultTypes {
    private ResultTypes() {}

    static DataType of(FunctionSignature function, List<DataType> arguments, IntFunction<@Nullable Object> literal) {
        return switch (function.resultRule()) {
            case DECLARED -> declared(Objects.requireNonNull(function.resultKind()), function.resultPrecision());
            case SAME_AS_FIRST -> sameAsFirst(function, arguments);
            case WIDEST -> widest(function, arguments);
            case INTEGER_PART -> integerPart(Widening.decimal(arguments.get(0)));
            case ROUNDED -> rounded(Widening.decimal(arguments.get(0)), arguments.size(), literal, 1);
            case TRUNCATED -> rounded(Widening.decimal(arguments.get(0)), arguments.size(), literal, 0);
            case REMAINDER -> remainder(Widening.decimal(arguments.get(0)), Widening.decimal(arguments.get(1)));
            case ELEMENT_OF_FIRST -> element(arguments.get(0)).withNullable(true);
            case ARRAY_OF_FIRST -> DataType.array(arguments.get(0));
            case WIDEST_ARRAY -> DataType.array(widestElement(arguments).orElse(element(arguments.get(0))));
            case KEYS_OF_FIRST ->
                DataType.array(arguments.get(0) instanceof MapType map ? map.key() : DataType.ofNull());
            case VALUES_OF_FIRST ->
                DataType.array(arguments.get(0) instanceof MapType map ? map.value() : DataType.ofNull());
            case MAP_OF_ARRAYS -> DataType.map(element(arguments.get(0)), element(arguments.get(1)));
        };
    }

    private static DataType declared(TypeKind kind, int precision) {
        return switch (kind) {
            case VARCHAR -> DataType.text();
            case VARBINARY -> DataType.bytes();
            case TIME -> DataType.time(precision);
            case TIMESTAMP -> DataType.timestamp(precision);
            case TIMESTAMP_LTZ -> DataType.timestampLtz(precision);
            case DECIMAL -> DataType.decimal(DecimalType.MAX_PRECISION, precision);
            case ARRAY -> DataType.array(DataType.text());
            case MAP -> DataType.map(DataType.text(), DataType.text());
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE ->
                new DataType.SimpleType(kind, true);
            case INTERVAL_MONTHS, INTERVAL_MICROS -> new DataType.SimpleType(kind, true);
            case ROW -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** Of the first argument as the function receives it: ABS of a NULL literal is a number. */
    private static DataType sameAsFirst(FunctionSignature function, List<DataType> arguments) {
        Parameter first = function.parameter(0);
        DataType type = first.accept(arguments.get(0));
        if (type == null || type.kind() == TypeKind.NULL) {
            return first.kind() == null ? DataType.ofNull() : Widening.to(DataType.ofNull(), first.kind(), 6);
        }
        return type;
    }

    private static DataType widest(FunctionSignature function, List<DataType> arguments) {
        DataType type = Widening.common(arguments).orElse(DataType.ofNull());
        TypeKind kind = function.parameter(0).kind();
        return kind == null ? type : Widening.to(type, kind, 6);
    }

    private static DataType integerPart(DecimalType type) {
        int integers = type.precision() - type.scale();
        return type.scale() == 0 ? type : DataType.decimal(Math.min(DecimalType.MAX_PRECISION, integers + 1), 0);
    }

    private static DataType rounded(
            DecimalType type, int count, IntFunction<@Nullable Object> literal, int carryDigits) {
        int integers = type.precision() - type.scale();
        int scale = type.scale();
        if (count == 1) {
            scale = 0;
        } else if (literal.apply(1) instanceof Number digits) {
            scale = Math.max(0, Math.min(scale, digits.intValue()));
        }
        int precision = Math.max(1, integers + carryDigits + scale);
        return precision > DecimalType.MAX_PRECISION
                ? DataType.decimal(DecimalType.MAX_PRECISION, scale)
                : DataType.decimal(precision, scale);
    }

    private static DataType remainder(DecimalType a, DecimalType b) {
        int scale = Math.max(a.scale(), b.scale());
        int integers = Math.min(a.precision() - a.scale(), b.precision() - b.scale());
        return DataType.decimal(Math.max(1, Math.min(DecimalType.MAX_PRECISION, integers + scale)), scale);
    }

    private static DataType element(DataType array) {
        return array instanceof ArrayType type ? type.element() : DataType.ofNull();
    }

    /** The type that holds the elements of all arguments that are an ARRAY, and those that are not. */
    static Optional<DataType> widestElement(List<DataType> arguments) {
        return Widening.common(arguments.stream()
                .map(type -> type instanceof ArrayType array ? array.element() : type)
                .toList());
    }
}
