// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equality and order of values that are Java objects, as {@link io.weir.spi.type.DataType} names them: NULL equals NULL and is
 * the least, -0.0 equals 0.0, NaN equals NaN and is the greatest, text is ordered by UTF-8 bytes.
 */
final class Values {
    private static final Object NULL = new Object();

    private Values() {}

    static boolean same(@Nullable Object a, @Nullable Object b) {
        return key(a).equals(key(b));
    }

    /** An object that equals those of the same values by {@link Object#equals}. */
    static Object key(@Nullable Object value) {
        if (value == null) {
            return NULL;
        } else if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof Double number) {
            return number == 0 ? (Object) 0.0 : number;
        } else if (value instanceof Float number) {
            return number == 0 ? (Object) 0.0f : number;
        } else if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        } else if (value instanceof List<?> list) {
            List<Object> keys = new ArrayList<>(list.size());
            for (Object each : list) {
                keys.add(key(each));
            }
            return keys;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> keys = new LinkedHashMap<>();
            map.forEach((key, each) -> keys.put(key(key), key(each)));
            return keys;
        }
        return value;
    }

    /** The order of two values of one type; maps have none. */
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        } else if (a instanceof String x && b instanceof String y) {
            return Utf8.of(x).compareTo(Utf8.of(y));
        } else if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.compareUnsigned(x, y);
        } else if (a instanceof Double x && b instanceof Double y) {
            return Double.compare(x + 0.0, y + 0.0);
        } else if (a instanceof Float x && b instanceof Float y) {
            return Float.compare(x + 0.0f, y + 0.0f);
        } else if (a instanceof List<?> x && b instanceof List<?> y) {
            for (int i = 0; i < x.size() && i < y.size(); i++) {
                int compared = compare(x.get(i), y.get(i));
                if (compared != 0) {
                    return compared;
                }
            }
            return Integer.compare(x.size(), y.size());
        } else if (a instanceof Integer x && b instanceof Integer y) {
            return x.compareTo(y);
        } else if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        } else if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        } else if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y);
        }
        return 0;
    }

    /** A value as an element of ARRAY_JOIN. */
    static Utf8 print(Object value) {
        if (value instanceof String text) {
            return Utf8.of(text);
        } else if (value instanceof Boolean flag) {
            return Casts.print(flag);
        } else if (value instanceof Double number) {
            return Casts.print(number);
        } else if (value instanceof Float number) {
            return Casts.print(number);
        } else if (value instanceof BigDecimal number) {
            return Casts.print(number);
        }
        return Utf8.of(value.toString());
    }
}
