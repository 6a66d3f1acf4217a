// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQL meaning of a value as a Java object: equal values give equal objects; and the order of values. */
final class Canonical {
    /** Stands for NULL. */
    private static final Object NULL = "NULL".toCharArray();

    private Canonical() {}

    /** -0.0 is 0.0, all NaN are one, bytes compare by content, decimals by number. */
    static Object of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        } else if (value instanceof Double d) {
            return d == 0.0 ? (Object) 0.0 : d.isNaN() ? (Object) Double.NaN : d;
        } else if (value instanceof Float f) {
            return f == 0.0f ? (Object) 0.0f : f.isNaN() ? (Object) Float.NaN : f;
        } else if (value instanceof BigDecimal d) {
            return d.signum() == 0 ? BigDecimal.ZERO : d.stripTrailingZeros();
        } else if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(of(element));
            }
            return copy;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((k, v) -> copy.put(of(k), of(v)));
            return copy;
        }
        return value;
    }

    /** The order of two values of one type that are not NULL: text by UTF-8 bytes, NaN greatest, NULL parts lowest. */
    static int compare(Object a, Object b) {
        if (a instanceof String s) {
            return java.util.Arrays.compareUnsigned(
                    s.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
        } else if (a instanceof byte[] bytes) {
            return java.util.Arrays.compareUnsigned(bytes, (byte[]) b);
        } else if (a instanceof Double || a instanceof Float) {
            double x = ((Number) a).doubleValue();
            double y = ((Number) b).doubleValue();
            return x == y ? 0 : Double.compare(x, y);
        } else if (a instanceof BigDecimal d) {
            return d.compareTo((BigDecimal) b);
        } else if (a instanceof Boolean f) {
            return f.compareTo((Boolean) b);
        } else if (a instanceof Number n) {
            return Long.compare(n.longValue(), ((Number) b).longValue());
        } else if (a instanceof List<?> list) {
            List<?> other = (List<?>) b;
            for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
                int order = compareNullable(list.get(i), other.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(list.size(), other.size());
        }
        return compareMaps((Map<?, ?>) a, (Map<?, ?>) b);
    }

    /** NULL is lowest. */
    static int compareNullable(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return compare(a, b);
    }

    private static int compareMaps(Map<?, ?> a, Map<?, ?> b) {
        return compare(sorted(a), sorted(b));
    }

    /** A map as the list of its entries in the order of their keys. */
    private static List<@Nullable Object> sorted(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        entries.sort((x, y) -> compareNullable(x.getKey(), y.getKey()));
        List<@Nullable Object> list = new ArrayList<>();
        for (Map.Entry<?, ?> entry : entries) {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(entry.getKey());
            pair.add(entry.getValue());
            list.add(pair);
        }
        return list;
    }

    static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        } else if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(e -> parts.add(text(e)));
            return parts.toString();
        }
        return String.valueOf(value);
    }
}
