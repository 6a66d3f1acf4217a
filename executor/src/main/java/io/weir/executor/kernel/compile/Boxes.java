// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import io.weir.executor.kernel.interpret.ValueOrder;
import io.weir.functions.Int128;
import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Storage;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Between machine values and the Java objects that {@link DataType} names, for the long tail. */
public final class Boxes {
    private Boxes() {}

    /** Writes code that sets a result from such an object, which is not null. */
    static void set(Emitter emitter, Result r, DataType type, String object) {
        if (type.kind() == TypeKind.DECIMAL) {
            setDecimal(emitter, r, type, "((BigDecimal) " + object + ").setScale(" + DecimalTerms.scale(type) + ")");
        } else if (type.storage() == Storage.BYTES) {
            r.set("Boxes.text($)", object);
        } else {
            r.set(KernelText.unboxed(Term.javaType(type), object));
        }
    }

    /** Writes code that sets a result from a {@code BigDecimal} of its scale. */
    static void setDecimal(Emitter emitter, Result r, DataType type, String number) {
        if (DecimalTerms.isLong(type)) {
            r.set("Boxes.scaled($)", number);
        } else {
            r.setInt128("Boxes.int128($, $)", number, emitter.scratch("Int128"));
        }
    }

    public static long scaled(BigDecimal number) {
        return number.unscaledValue().longValueExact();
    }

    public static Int128 int128(BigDecimal number, Int128 place) {
        BigInteger unscaled = number.unscaledValue();
        return place.set(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
    }

    public static BigDecimal decimal(long high, long low, int scale) {
        return new BigDecimal(Int128Vector.toBigInteger(high, low), scale);
    }

    public static Utf8 text(Object value) {
        return value instanceof byte[] bytes ? Utf8.of(bytes) : Utf8.of((String) value);
    }

    /** The element of a list by its place counted from 1; null outside. */
    public static @Nullable Object element(Object list, int place) {
        List<?> elements = (List<?>) list;
        return place >= 1 && place <= elements.size() ? elements.get(place - 1) : null;
    }

    /** The value of the entry with an equal key, or null. */
    public static @Nullable Object entry(DataType keyType, Object map, Object key) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            if (ValueOrder.compare(keyType, entry.getKey(), key) == 0) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** A map of keys and values in turn; of equal keys the first stands with the last value. */
    public static Map<Object, @Nullable Object> map(DataType keyType, @Nullable Object[] parts) {
        Map<Object, Object> firstOfEqual = new TreeMap<>(new ValueOrder(keyType));
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            Object key = parts[i];
            if (key == null) {
                throw RowError.of(ErrorCode.NULL_NOT_ALLOWED);
            }
            Object first = firstOfEqual.putIfAbsent(key, key);
            map.put(first == null ? key : first, parts[i + 1]);
        }
        return map;
    }
}
