// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes ROWs, ARRAYs and MAPs, and takes them apart. */
final class Nested {
    private Nested() {}

    static Node field(Node input, RowType type, int index) {
        DataType fieldType = type.fields().get(index).type();
        return row -> {
            Object value = input.at(row);
            return value == null || value instanceof Failure
                    ? value
                    : Values.entering(((List<?>) value).get(index), fieldType);
        };
    }

    static Node element(Node array, ArrayType type, Node index) {
        return Strict.binary(array, index, null, (list, place) -> {
            List<?> elements = (List<?>) list;
            int i = (Integer) place;
            return i >= 1 && i <= elements.size() ? Values.entering(elements.get(i - 1), type.element()) : null;
        });
    }

    static Node entry(Node map, MapType type, Node key) {
        return Strict.binary(map, key, null, (entries, sought) -> {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) entries).entrySet()) {
                if (ValueOrder.compare(type.key(), entry.getKey(), sought) == 0) {
                    return Values.entering(entry.getValue(), type.value());
                }
            }
            return null;
        });
    }

    /** MAKE_ROW and MAKE_ARRAY: NULL is a value here. */
    static Node list(List<Node> arguments, List<DataType> types) {
        return row -> {
            List<@Nullable Object> values = new ArrayList<>(arguments.size());
            Failure failure = collect(arguments, types, row, values);
            return failure == null ? values : failure;
        };
    }

    static Node map(List<Node> arguments, List<DataType> types, @Nullable SourceSpan span) {
        return row -> {
            List<@Nullable Object> values = new ArrayList<>(arguments.size());
            Failure failure = collect(arguments, types, row, values);
            return failure == null ? entries(values, types, span) : failure;
        };
    }

    private static Object entries(List<@Nullable Object> values, List<DataType> types, @Nullable SourceSpan span) {
        Map<Object, Object> firstOfEqual = new TreeMap<>(types.isEmpty() ? null : new ValueOrder(types.get(0)));
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i += 2) {
            Object key = values.get(i);
            if (key == null) {
                return new Failure(ErrorCode.NULL_NOT_ALLOWED, span);
            }
            Object first = firstOfEqual.putIfAbsent(key, key);
            map.put(Objects.requireNonNullElse(first, key), values.get(i + 1));
        }
        return map;
    }

    private static @Nullable Failure collect(
            List<Node> arguments, List<DataType> types, Row row, List<@Nullable Object> values) {
        for (int i = 0; i < arguments.size(); i++) {
            Object value = arguments.get(i).at(row);
            if (value instanceof Failure failure) {
                return failure;
            }
            values.add(Values.leaving(value, types.get(i)));
        }
        return null;
    }
}
