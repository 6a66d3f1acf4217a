// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.interpret;

import io.weir.spi.batch.Utf8;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of two values of one type: that of canonical bytes, in which NULL is the lowest. */
public final class ValueOrder implements Comparator<@Nullable Object> {
    private final DataType type;

    public ValueOrder(DataType type) {
        this.type = type;
    }

    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
        return compare(type, a, b);
    }

    public static int compare(DataType type, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : -1) : 1;
        }
        return switch (type.kind()) {
            case NULL, BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
            case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_MONTHS -> Integer.compare((Integer) a, (Integer) b);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_MICROS -> Long.compare((Long) a, (Long) b);
            // Adding zero makes -0.0 to 0.0; compare has NaN as the greatest.
            case FLOAT -> Float.compare((Float) a + 0.0f, (Float) b + 0.0f);
            case DOUBLE -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
            case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
            case VARCHAR, VARBINARY -> Arrays.compareUnsigned(bytes(a), bytes(b));
            case ROW -> compareRows(((RowType) type).fields(), (List<?>) a, (List<?>) b);
            case ARRAY -> compareLists(((ArrayType) type).element(), (List<?>) a, (List<?>) b);
            case MAP -> compareMaps((MapType) type, (Map<?, ?>) a, (Map<?, ?>) b);
        };
    }

    private static byte[] bytes(Object value) {
        if (value instanceof Utf8 text) {
            return text.toByteArray();
        }
        return value instanceof byte[] bytes ? bytes : Utf8.of((String) value).bytes();
    }

    private static int compareRows(List<Field> fields, List<?> a, List<?> b) {
        for (int i = 0; i < fields.size(); i++) {
            int order = compare(fields.get(i).type(), a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareLists(DataType element, List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(element, a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareMaps(MapType type, Map<?, ?> a, Map<?, ?> b) {
        List<Map.Entry<?, ?>> left = sorted(type, a);
        List<Map.Entry<?, ?>> right = sorted(type, b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(type.key(), left.get(i).getKey(), right.get(i).getKey());
            if (order == 0) {
                order = compare(
                        type.value(), left.get(i).getValue(), right.get(i).getValue());
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Map.Entry<?, ?>> sorted(MapType type, Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        entries.sort((x, y) -> compare(type.key(), x.getKey(), y.getKey()));
        return entries;
    }
}
