// SPDX-License-Identifier: Apache-2.0
package io.weir.reference;

import io.weir.functions.Casts;
import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.ArrayType;
import io.weir.spi.type.DataType.BytesType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.MapType;
import io.weir.spi.type.DataType.RowType;
import io.weir.spi.type.DataType.TextType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CAST of one value that is not NULL. */
final class Conversions {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private Conversions() {}

    static @Nullable Object convert(Object value, DataType from, DataType to, String zone) {
        try {
            return switch (to.kind()) {
                case NULL -> null;
                case BOOLEAN -> value instanceof String s ? Casts.toBoolean(Utf8.of(s)) : toBoolean(value);
                case TINYINT, SMALLINT, INTEGER, BIGINT -> toWhole(value, from, to);
                case FLOAT -> value instanceof String s ? Casts.toFloat(Utf8.of(s)) : toFloat(value);
                case DOUBLE -> value instanceof String s ? Casts.toDouble(Utf8.of(s)) : toDouble(value);
                case DECIMAL -> toDecimal(value, (DecimalType) to);
                case VARCHAR -> cut(toText(value, from, zone), ((TextType) to).maxLength());
                case VARBINARY -> cut(toBytes(value), ((BytesType) to).maxLength());
                case DATE -> toDate(value, from, zone);
                case TIME -> toTime(value, from, (TimeType) to, zone);
                case TIMESTAMP -> toTimestamp(value, from, (TimeType) to, zone);
                case TIMESTAMP_LTZ -> toInstant(value, from, (TimeType) to, zone);
                case INTERVAL_MONTHS, INTERVAL_MICROS -> value;
                case ROW -> toRow((List<?>) value, (RowType) from, (RowType) to, zone);
                case ARRAY -> toArray((List<?>) value, (ArrayType) from, (ArrayType) to, zone);
                case MAP -> toMap((Map<?, ?>) value, (MapType) from, (MapType) to, zone);
            };
        } catch (RowError e) {
            throw new RowFailure(e.code());
        }
    }

    private static Object toBoolean(Object value) {
        return value instanceof Boolean ? value : number(value).signum() != 0;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal d) {
            return d;
        } else if (value instanceof Boolean b) {
            return b ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof Float || value instanceof Double) {
            double d = ((Number) value).doubleValue();
            if (Double.isNaN(d) || Double.isInfinite(d)) {
                throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
            }
            return new BigDecimal(d);
        }
        return BigDecimal.valueOf(((Number) value).longValue());
    }

    private static Object toWhole(Object value, DataType from, DataType to) {
        if (value instanceof String s) {
            Utf8 text = Utf8.of(s);
            return switch (to.kind()) {
                case TINYINT -> Casts.toTinyint(text);
                case SMALLINT -> Casts.toSmallint(text);
                case INTEGER -> Casts.toInt(text);
                default -> (Object) Casts.toBigint(text);
            };
        }
        if (from.kind() == TypeKind.INTERVAL_MONTHS || from.kind() == TypeKind.INTERVAL_MICROS) {
            return Arithmetic.whole(java.math.BigInteger.valueOf(((Number) value).longValue()), to);
        }
        return Arithmetic.whole(number(value).setScale(0, RoundingMode.DOWN).toBigInteger(), to);
    }

    private static Object toFloat(Object value) {
        if (value instanceof Float) {
            return value;
        } else if (value instanceof Double d) {
            float narrow = d.floatValue();
            if (Float.isInfinite(narrow) && !d.isInfinite()) {
                throw new RowFailure(ErrorCode.NUMERIC_OUT_OF_RANGE);
            }
            return narrow;
        }
        return number(value).floatValue();
    }

    private static Object toDouble(Object value) {
        return value instanceof Float || value instanceof Double
                ? ((Number) value).doubleValue()
                : number(value).doubleValue();
    }

    private static Object toDecimal(Object value, DecimalType to) {
        if (value instanceof String s) {
            return Casts.toDecimal(Utf8.of(s), to.precision(), to.scale());
        }
        if (value instanceof Float || value instanceof Double) {
            number(value);
            return Arithmetic.fit(new BigDecimal(value.toString()), to);
        }
        return Arithmetic.fit(number(value), to);
    }

    private static String toText(Object value, DataType from, String zone) {
        Utf8 text = switch (from.kind()) {
            case VARCHAR -> Utf8.of((String) value);
            case BOOLEAN -> Casts.print((boolean) (Boolean) value);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> Casts.print(((Number) value).longValue());
            case FLOAT -> Casts.print((float) (Float) value);
            case DOUBLE -> Casts.print((double) (Double) value);
            case DECIMAL -> Casts.print((BigDecimal) value);
            case VARBINARY -> Utf8.of(decode((byte[]) value));
            case DATE -> Casts.printDate((Integer) value);
            case TIME -> Casts.printTime((Long) value, ((TimeType) from).precision());
            case TIMESTAMP -> Casts.printTimestamp((Long) value, ((TimeType) from).precision());
            case TIMESTAMP_LTZ -> Casts.printTimestampLtz((Long) value, ((TimeType) from).precision(), Utf8.of(zone));
            case INTERVAL_MONTHS -> Casts.printIntervalMonths((Integer) value);
            case INTERVAL_MICROS -> Casts.printIntervalMicros((Long) value);
            case NULL, ROW, ARRAY, MAP -> throw new IllegalStateException(from.sql());
        };
        return text.toString();
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RowFailure(ErrorCode.INVALID_CAST);
        }
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static byte[] toBytes(Object value) {
        return value instanceof String s ? s.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }

    private static byte[] cut(byte[] bytes, int length) {
        return bytes.length <= length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static Object toDate(Object value, DataType from, String zone) {
        if (value instanceof String s) {
            return Casts.toDate(Utf8.of(s));
        }
        return switch (from.kind()) {
            case TIMESTAMP -> (int) Math.floorDiv((Long) value, DAY);
            case TIMESTAMP_LTZ -> (int) Math.floorDiv(local((Long) value, zone), DAY);
            default -> value;
        };
    }

    static long cut(long micros, int precision) {
        long unit = 1;
        for (int i = precision; i < 6; i++) {
            unit *= 10;
        }
        return Math.floorDiv(micros, unit) * unit;
    }

    private static Object toTime(Object value, DataType from, TimeType to, String zone) {
        if (value instanceof String s) {
            return Casts.toTime(Utf8.of(s), to.precision());
        }
        return switch (from.kind()) {
            case TIMESTAMP -> cut(Math.floorMod((Long) value, DAY), to.precision());
            case TIMESTAMP_LTZ -> cut(Math.floorMod(local((Long) value, zone), DAY), to.precision());
            default -> cut((Long) value, to.precision());
        };
    }

    private static Object toTimestamp(Object value, DataType from, TimeType to, String zone) {
        if (value instanceof String s) {
            return Casts.toTimestamp(Utf8.of(s), to.precision());
        }
        return switch (from.kind()) {
            case DATE -> (Integer) value * DAY;
            case TIME -> cut((Long) value, to.precision());
            case TIMESTAMP_LTZ -> checked(cut(local((Long) value, zone), to.precision()));
            default -> cut((Long) value, to.precision());
        };
    }

    private static Object toInstant(Object value, DataType from, TimeType to, String zone) {
        if (value instanceof String s) {
            return Casts.toTimestampLtz(Utf8.of(s), to.precision(), Utf8.of(zone));
        }
        return switch (from.kind()) {
            case DATE -> checked(instant((Integer) value * DAY, zone));
            case TIME -> checked(cut(instant((Long) value, zone), to.precision()));
            case TIMESTAMP -> checked(cut(instant((Long) value, zone), to.precision()));
            default -> cut((Long) value, to.precision());
        };
    }

    private static long checked(long micros) {
        Arithmetic.checkedDay(Math.floorDiv(micros, DAY));
        return micros;
    }

    private static long local(long micros, String zone) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
        return micros + ZoneId.of(zone).getRules().getOffset(instant).getTotalSeconds() * SECOND;
    }

    private static long instant(long local, String zone) {
        LocalDateTime wall = LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, SECOND), (int) Math.floorMod(local, SECOND) * 1000, ZoneOffset.UTC);
        Instant instant = wall.atZone(ZoneId.of(zone)).toInstant();
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1000;
    }

    private static List<@Nullable Object> toRow(List<?> row, RowType from, RowType to, String zone) {
        List<@Nullable Object> fields = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            fields.add(
                    value == null
                            ? null
                            : convert(
                                    value,
                                    from.fields().get(i).type(),
                                    to.fields().get(i).type(),
                                    zone));
        }
        return fields;
    }

    private static List<@Nullable Object> toArray(List<?> list, ArrayType from, ArrayType to, String zone) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object value : list) {
            elements.add(value == null ? null : convert(value, from.element(), to.element(), zone));
        }
        return elements;
    }

    private static Map<@Nullable Object, @Nullable Object> toMap(Map<?, ?> map, MapType from, MapType to, String zone) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(
                convert(k, from.key(), to.key(), zone), v == null ? null : convert(v, from.value(), to.value(), zone)));
        return copy;
    }
}
