// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import static io.weir.spi.error.ErrorCode.NUMERIC_OUT_OF_RANGE;

import io.weir.functions.Casts;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** CAST from one type to another. */
final class Conversion {
    private Conversion() {}

    /** @throws SqlException when there is no such conversion */
    static UnaryOperator<Object> of(DataType from, DataType to, ZoneId zone) {
        if (from.kind() == TypeKind.NULL) {
            return value -> value;
        }
        if (from.kind() == TypeKind.VARCHAR && to.kind() != TypeKind.VARCHAR && to.kind() != TypeKind.VARBINARY) {
            return TextConversion.fromText(from, to, zone);
        }
        return switch (to.kind()) {
            case BOOLEAN -> toBoolean(from, to);
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_MONTHS, INTERVAL_MICROS -> toInteger(from, to);
            case FLOAT, DOUBLE -> toFloating(from, to);
            case DECIMAL -> toDecimal(from, (DecimalType) to);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> TimeConversion.of(from, to, zone);
            case ROW -> toRow(from, (RowType) to, zone);
            case ARRAY -> toArray(from, (ArrayType) to, zone);
            case MAP -> toMap(from, (MapType) to, zone);
            case VARCHAR -> TextConversion.toText(from, (TextType) to, zone);
            case VARBINARY -> TextConversion.toBytes(from, (BytesType) to);
            case NULL -> throw none(from, to);
        };
    }

    static SqlException none(DataType from, DataType to) {
        return SqlException.report(ErrorCode.NOT_SUPPORTED)
                .says("no conversion from %s to %s", from.plainName(), to.plainName())
                .toException();
    }

    private static UnaryOperator<Object> toBoolean(DataType from, DataType to) {
        return switch (from.kind()) {
            case BOOLEAN -> value -> value;
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                value ->
                        value instanceof BigDecimal number ? number.signum() != 0 : ((Number) value).doubleValue() != 0;
            default -> throw none(from, to);
        };
    }

    private static UnaryOperator<Object> toInteger(DataType from, DataType to) {
        return switch (from.kind()) {
            case BOOLEAN -> value -> Arithmetic.checked((Boolean) value ? BigInteger.ONE : BigInteger.ZERO, to.kind());
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, INTERVAL_MONTHS, INTERVAL_MICROS ->
                value -> Arithmetic.checked(whole(value), to.kind());
            default -> throw none(from, to);
        };
    }

    private static UnaryOperator<Object> toFloating(DataType from, DataType to) {
        boolean single = to.kind() == TypeKind.FLOAT;
        return switch (from.kind()) {
            case BOOLEAN ->
                value -> single ? (Object) ((Boolean) value ? 1f : 0f) : (Object) ((Boolean) value ? 1.0 : 0.0);
            case DOUBLE -> value -> single ? (Object) narrowed((Double) value) : value;
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DECIMAL ->
                value -> single ? (Object) ((Number) value).floatValue() : (Object) ((Number) value).doubleValue();
            default -> throw none(from, to);
        };
    }

    private static float narrowed(double value) {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw RowError.of(NUMERIC_OUT_OF_RANGE);
        }
        return narrow;
    }

    private static UnaryOperator<Object> toDecimal(DataType from, DecimalType to) {
        return switch (from.kind()) {
            case BOOLEAN -> value -> Arithmetic.checked((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO, to);
            case FLOAT -> value -> Casts.toDecimal((float) (Float) value, to.precision(), to.scale());
            case DOUBLE -> value -> Casts.toDecimal((double) (Double) value, to.precision(), to.scale());
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> value -> Arithmetic.checked(number(value), to);
            default -> throw none(from, to);
        };
    }

    /** Any number cut towards zero. */
    private static BigInteger whole(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double floating = ((Number) value).doubleValue();
            if (Double.isNaN(floating) || Double.isInfinite(floating)) {
                throw RowError.of(NUMERIC_OUT_OF_RANGE);
            }
            return new BigDecimal(floating).toBigInteger();
        }
        return number(value).toBigInteger();
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static UnaryOperator<Object> toRow(DataType from, RowType to, ZoneId zone) {
        if (!(from instanceof RowType row) || row.fields().size() != to.fields().size()) {
            throw none(from, to);
        }
        List<UnaryOperator<Object>> parts = new ArrayList<>();
        for (int i = 0; i < to.fields().size(); i++) {
            parts.add(nested(row.fields().get(i).type(), to.fields().get(i).type(), zone));
        }
        return value -> {
            List<?> fields = (List<?>) value;
            List<@Nullable Object> converted = new ArrayList<>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                converted.add(parts.get(i).apply(fields.get(i)));
            }
            return converted;
        };
    }

    private static UnaryOperator<Object> toArray(DataType from, ArrayType to, ZoneId zone) {
        if (!(from instanceof ArrayType array)) {
            throw none(from, to);
        }
        UnaryOperator<Object> part = nested(array.element(), to.element(), zone);
        return value -> {
            List<@Nullable Object> converted = new ArrayList<>();
            for (Object element : (List<?>) value) {
                converted.add(part.apply(element));
            }
            return converted;
        };
    }

    private static UnaryOperator<Object> toMap(DataType from, MapType to, ZoneId zone) {
        if (!(from instanceof MapType map)) {
            throw none(from, to);
        }
        UnaryOperator<Object> key = nested(map.key(), to.key(), zone);
        UnaryOperator<Object> part = nested(map.value(), to.value(), zone);
        return value -> {
            Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                converted.put(key.apply(entry.getKey()), part.apply(entry.getValue()));
            }
            return converted;
        };
    }

    /** A conversion of a part of a nested value, where NULL stays NULL. */
    private static UnaryOperator<Object> nested(DataType from, DataType to, ZoneId zone) {
        UnaryOperator<Object> conversion = of(from, to, zone);
        return value -> value == null ? null : Values.leaving(conversion.apply(Values.entering(value, from)), to);
    }
}
