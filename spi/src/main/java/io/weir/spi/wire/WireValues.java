// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.wire;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single values, such as those of parameters, as bytes: the Java objects that {@link io.weir.spi.type.DataType} names. */
public final class WireValues {
    private static final int DEPTH_MAX = 128;
    private static final int DIGITS_MAX = 1024;

    private enum Tag {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        TEXT,
        BYTES,
        LIST,
        MAP
    }

    private WireValues() {}

    public static void write(@Nullable Object value, WireOutput out) {
        if (value == null) {
            tag(Tag.NULL, out);
        } else if (value instanceof Boolean b) {
            tag(Tag.BOOLEAN, out);
            out.flag(b);
        } else if (value instanceof Integer i) {
            tag(Tag.INT, out);
            out.fourBytes(i);
        } else if (value instanceof Long l) {
            tag(Tag.LONG, out);
            out.eightBytes(l);
        } else if (value instanceof Float f) {
            tag(Tag.FLOAT, out);
            out.fourBytes(Float.floatToRawIntBits(f));
        } else if (value instanceof Double d) {
            tag(Tag.DOUBLE, out);
            out.eightBytes(Double.doubleToRawLongBits(d));
        } else if (value instanceof BigDecimal d) {
            tag(Tag.DECIMAL, out);
            out.fourBytes(d.scale());
            bytes(d.unscaledValue().toByteArray(), out);
        } else if (value instanceof String s) {
            tag(Tag.TEXT, out);
            out.text(s);
        } else if (value instanceof byte[] b) {
            tag(Tag.BYTES, out);
            bytes(b, out);
        } else if (value instanceof List<?> list) {
            tag(Tag.LIST, out);
            out.length(list.size());
            list.forEach(each -> write(each, out));
        } else if (value instanceof Object[] list) {
            tag(Tag.LIST, out);
            out.length(list.length);
            for (Object each : list) {
                write(each, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            tag(Tag.MAP, out);
            out.length(map.size());
            map.forEach((k, v) -> {
                write(k, out);
                write(v, out);
            });
        } else {
            throw SqlException.report(ErrorCode.TYPE_MISMATCH)
                    .says(
                            "a %s cannot be the value of a parameter",
                            value.getClass().getSimpleName())
                    .toException();
        }
    }

    private static void tag(Tag tag, WireOutput out) {
        out.oneByte(tag.ordinal());
    }

    private static void bytes(byte[] bytes, WireOutput out) {
        out.length(bytes.length);
        out.raw(bytes, 0, bytes.length);
    }

    public static @Nullable Object read(WireInput in) {
        return read(in, 0);
    }

    private static @Nullable Object read(WireInput in, int depth) {
        if (depth > DEPTH_MAX) {
            throw WireInput.broken("a value is nested too deeply");
        }
        return switch (in.member(Tag.class)) {
            case NULL -> null;
            case BOOLEAN -> in.flag();
            case INT -> in.fourBytes();
            case LONG -> in.eightBytes();
            case FLOAT -> Float.intBitsToFloat(in.fourBytes());
            case DOUBLE -> Double.longBitsToDouble(in.eightBytes());
            case DECIMAL -> decimal(in);
            case TEXT -> in.text();
            case BYTES -> in.raw(in.length());
            case LIST -> {
                int count = in.count();
                List<@Nullable Object> list = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    list.add(read(in, depth + 1));
                }
                yield list;
            }
            case MAP -> {
                int count = in.count();
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < count; i++) {
                    Object key = read(in, depth + 1);
                    map.put(key, read(in, depth + 1));
                }
                yield map;
            }
        };
    }

    /** Of few digits: arithmetic with a number of a million digits or a scale of a billion would be an attack. */
    private static BigDecimal decimal(WireInput in) {
        int scale = in.fourBytes();
        int count = in.length();
        if (count == 0 || count > DIGITS_MAX / 2 || scale > DIGITS_MAX || scale < -DIGITS_MAX) {
            throw WireInput.broken("a decimal is out of range");
        }
        return new BigDecimal(new BigInteger(in.raw(count)), scale);
    }

    public static void writeAll(List<? extends @Nullable Object> values, WireOutput out) {
        out.length(values.size());
        values.forEach(value -> write(value, out));
    }

    public static List<@Nullable Object> readAll(WireInput in) {
        int count = in.count();
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(read(in));
        }
        return values;
    }
}
