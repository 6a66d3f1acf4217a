// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import io.weir.spi.batch.Int128Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.TypeKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@link CanonicalBytes}; each byte is xor-ed with {@code flip}, which is FF for a descending column. */
final class CanonicalReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int flip;
    private int at;

    CanonicalReader(byte[] bytes, int start, int flip) {
        this.bytes = bytes;
        this.flip = flip;
        at = start;
    }

    static int decode(DataType type, byte[] bytes, int start, int flip, VectorBuilder out) {
        if (byteAt(bytes, start, flip) != CanonicalBytes.PRESENT) {
            out.appendNull();
            return start + 1;
        }
        int at = start + 1;
        switch (type.storage()) {
            case BOOLEAN -> out.appendBoolean(byteAt(bytes, at, flip) != 0);
            case INT -> out.appendInt(intAt(bytes, at, flip) ^ Integer.MIN_VALUE);
            case LONG -> out.appendLong(longAt(bytes, at, flip) ^ Long.MIN_VALUE);
            case FLOAT -> out.appendFloat(floatOf(intAt(bytes, at, flip)));
            case DOUBLE -> out.appendDouble(doubleOf(longAt(bytes, at, flip)));
            case INT128 ->
                out.appendInt128(longAt(bytes, at, flip) ^ Long.MIN_VALUE, longAt(bytes, at + Long.BYTES, flip));
            case BYTES -> {
                int end = textEnd(bytes, at, flip);
                appendText(bytes, at, end, flip, out);
                return end;
            }
            case ROW, ARRAY, MAP -> {
                CanonicalReader reader = new CanonicalReader(bytes, start, flip);
                out.appendValue(reader.value(type));
                return reader.at;
            }
        }
        return at + fixedLength(type);
    }

    /** The value of an INT or LONG behind its marker. */
    static long word(DataType type, byte[] bytes, int at, int flip) {
        return switch (type.storage()) {
            case INT -> intAt(bytes, at, flip) ^ Integer.MIN_VALUE;
            case LONG -> longAt(bytes, at, flip) ^ Long.MIN_VALUE;
            default -> throw new IllegalArgumentException(type.sql());
        };
    }

    static int skip(DataType type, byte[] bytes, int start, int flip) {
        if (byteAt(bytes, start, flip) != CanonicalBytes.PRESENT) {
            return start + 1;
        }
        return switch (type.storage()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, INT128 -> start + 1 + fixedLength(type);
            case BYTES -> textEnd(bytes, start + 1, flip);
            case ROW, ARRAY, MAP -> {
                CanonicalReader reader = new CanonicalReader(bytes, start, flip);
                reader.value(type);
                yield reader.at;
            }
        };
    }

    private static int fixedLength(DataType type) {
        return switch (type.storage()) {
            case BOOLEAN -> 1;
            case INT, FLOAT -> Integer.BYTES;
            case LONG, DOUBLE -> Long.BYTES;
            case INT128 -> 2 * Long.BYTES;
            case BYTES, ROW, ARRAY, MAP -> throw new IllegalArgumentException(type.sql());
        };
    }

    @Nullable
    Object value(DataType type) {
        int marker = next();
        if (marker != CanonicalBytes.PRESENT || type.kind() == TypeKind.NULL) {
            return null;
        }
        switch (type.storage()) {
            case BOOLEAN -> {
                return next() != 0;
            }
            case INT -> {
                at += Integer.BYTES;
                return intAt(bytes, at - Integer.BYTES, flip) ^ Integer.MIN_VALUE;
            }
            case FLOAT -> {
                at += Integer.BYTES;
                return floatOf(intAt(bytes, at - Integer.BYTES, flip));
            }
            case LONG -> {
                long value = nextLong() ^ Long.MIN_VALUE;
                return type instanceof DecimalType decimal
                        ? BigDecimal.valueOf(value, decimal.scale())
                        : (Object) value;
            }
            case DOUBLE -> {
                return doubleOf(nextLong());
            }
            case INT128 -> {
                long high = nextLong() ^ Long.MIN_VALUE;
                BigInteger value = Int128Vector.toBigInteger(high, nextLong());
                return type instanceof DecimalType decimal ? new BigDecimal(value, decimal.scale()) : (Object) value;
            }
            case BYTES -> {
                int end = textEnd(bytes, at, flip);
                byte[] text = unescaped(bytes, at, end, flip).toByteArray();
                at = end;
                return type.kind() == TypeKind.VARBINARY ? text : new String(text, StandardCharsets.UTF_8);
            }
            case ROW -> {
                List<@Nullable Object> fields = new ArrayList<>();
                for (Field field : ((RowType) type).fields()) {
                    fields.add(value(field.type()));
                }
                return fields;
            }
            case ARRAY -> {
                DataType elementType = ((ArrayType) type).element();
                List<@Nullable Object> elements = new ArrayList<>();
                while (next() == CanonicalBytes.MORE) {
                    elements.add(value(elementType));
                }
                return elements;
            }
            case MAP -> {
                MapType map = (MapType) type;
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                while (next() == CanonicalBytes.MORE) {
                    Object key = value(map.key());
                    entries.put(key, value(map.value()));
                }
                return entries;
            }
        }
        throw new IllegalStateException(type.sql());
    }

    private int next() {
        return byteAt(bytes, at++, flip);
    }

    private long nextLong() {
        at += Long.BYTES;
        return longAt(bytes, at - Long.BYTES, flip);
    }

    /** The place behind the end mark of a text. */
    private static int textEnd(byte[] bytes, int start, int flip) {
        int at = start;
        while (byteAt(bytes, at, flip) != CanonicalBytes.END) {
            at++;
        }
        return at + 1;
    }

    private static void appendText(byte[] bytes, int start, int end, int flip, VectorBuilder out) {
        boolean plain = flip == 0;
        for (int i = start; plain && i < end - 1; i++) {
            plain = bytes[i] != CanonicalBytes.ESCAPE;
        }
        if (plain) {
            out.appendBytes(bytes, start, end - 1 - start);
        } else {
            GrowableBytes text = unescaped(bytes, start, end, flip);
            out.appendBytes(text.bytes(), 0, text.length());
        }
    }

    private static GrowableBytes unescaped(byte[] bytes, int start, int end, int flip) {
        GrowableBytes text = new GrowableBytes(end - start);
        for (int i = start; i < end - 1; i++) {
            int b = byteAt(bytes, i, flip);
            if (b == CanonicalBytes.ESCAPE) {
                b = byteAt(bytes, ++i, flip) - 1;
            }
            text.putByte(b);
        }
        return text;
    }

    private static int byteAt(byte[] bytes, int at, int flip) {
        return (bytes[at] ^ flip) & 0xFF;
    }

    private static int intAt(byte[] bytes, int at, int flip) {
        return (int) INTS.get(bytes, at) ^ (byte) flip;
    }

    private static long longAt(byte[] bytes, int at, int flip) {
        return (long) LONGS.get(bytes, at) ^ (byte) flip;
    }

    private static double doubleOf(long ordered) {
        return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
    }

    private static float floatOf(int ordered) {
        return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MIN_VALUE : ~ordered);
    }
}
