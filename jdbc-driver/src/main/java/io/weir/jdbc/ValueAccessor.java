// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.type.DataType;
import io.weir.spi.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;
import org.jspecify.annotations.Nullable;

/** The getters of one column: every conversion JDBC names for its type, with range checks. */
final class ValueAccessor implements Cursor.Accessor {
    private final FrameCursor cursor;
    private final int column;
    private final DataType type;

    ValueAccessor(FrameCursor cursor, int column, DataType type) {
        this.cursor = cursor;
        this.column = column;
        this.type = type;
    }

    private SQLException cannot(String what) {
        return SqlErrors.of(ErrorCode.TYPE_MISMATCH, "a value of type %s cannot be read as %s", type.plainName(), what);
    }

    private SQLException outOfRange(String what) {
        return SqlErrors.of(ErrorCode.NUMERIC_OUT_OF_RANGE, "the value is out of range for %s", what);
    }

    @Override
    public boolean wasNull() {
        return cursor.wasNull();
    }

    @Override
    public @Nullable String getString() throws SQLException {
        Object value = cursor.value(column);
        return value == null ? null : JdbcValues.toText(value, type);
    }

    @Override
    public boolean getBoolean() throws SQLException {
        Object value = cursor.value(column);
        if (value == null) {
            return false;
        } else if (value instanceof Boolean b) {
            return b;
        } else if (type.isNumeric()) {
            return ((Number) value).doubleValue() != 0;
        } else if (value instanceof String s) {
            return switch (s.trim().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw cannot("boolean");
            };
        }
        throw cannot("boolean");
    }

    private @Nullable BigDecimal number(String what) throws SQLException {
        Object value = cursor.value(column);
        try {
            if (value == null) {
                return null;
            } else if (value instanceof BigDecimal d) {
                return d;
            } else if (value instanceof Boolean b) {
                return b ? BigDecimal.ONE : BigDecimal.ZERO;
            } else if (type.isNumeric()) {
                return value instanceof Double || value instanceof Float
                        ? new BigDecimal(value.toString())
                        : BigDecimal.valueOf(((Number) value).longValue());
            } else if (value instanceof String s) {
                return new BigDecimal(s.trim());
            }
        } catch (NumberFormatException e) {
            throw cannot(what);
        }
        throw cannot(what);
    }

    private long whole(String what, long min, long max) throws SQLException {
        Object value = cursor.value(column);
        long whole;
        if (value == null) {
            return 0;
        } else if (type.kind() == TypeKind.BIGINT
                || type.kind() == TypeKind.INTEGER
                || type.kind() == TypeKind.SMALLINT
                || type.kind() == TypeKind.TINYINT) {
            whole = ((Number) value).longValue();
        } else {
            BigDecimal number = number(what);
            if (number == null) {
                return 0;
            }
            BigDecimal cut = number.setScale(0, RoundingMode.DOWN);
            if (cut.toBigInteger().bitLength() > 63) {
                throw outOfRange(what);
            }
            whole = cut.longValue();
        }
        if (whole < min || whole > max) {
            throw outOfRange(what);
        }
        return whole;
    }

    @Override
    public byte getByte() throws SQLException {
        return (byte) whole("byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort() throws SQLException {
        return (short) whole("short", Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt() throws SQLException {
        return (int) whole("int", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long getLong() throws SQLException {
        return whole("long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public float getFloat() throws SQLException {
        return (float) getDouble();
    }

    @Override
    public double getDouble() throws SQLException {
        Object value = cursor.value(column);
        if (value instanceof Number n && type.isNumeric()) {
            return n.doubleValue();
        }
        if (value instanceof String s) {
            try {
                return Double.parseDouble(s.trim());
            } catch (NumberFormatException e) {
                throw cannot("double");
            }
        }
        BigDecimal number = number("double");
        return number == null ? 0 : number.doubleValue();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal() throws SQLException {
        return number("BigDecimal");
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int scale) throws SQLException {
        BigDecimal number = number("BigDecimal");
        return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte @Nullable [] getBytes() throws SQLException {
        Object value = cursor.value(column);
        if (value == null) {
            return null;
        } else if (value instanceof byte[] bytes) {
            return bytes;
        } else if (value instanceof String s) {
            return s.getBytes(StandardCharsets.UTF_8);
        }
        throw cannot("bytes");
    }

    @Override
    public @Nullable InputStream getAsciiStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable InputStream getUnicodeStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable InputStream getBinaryStream() throws SQLException {
        byte[] bytes = getBytes();
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable Reader getCharacterStream() throws SQLException {
        String text = getString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Object getObject() throws SQLException {
        return JdbcValues.toJdbc(cursor.value(column), type);
    }

    @Override
    public @Nullable Object getObject(Map<String, Class<?>> map) throws SQLException {
        return getObject();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getObject(Class<T> wanted) throws SQLException {
        Object value = cursor.value(column);
        if (value == null) {
            return null;
        }
        Object converted = JdbcValues.toClass(value, type, wanted);
        if (converted == null) {
            Object usual = JdbcValues.toJdbc(value, type);
            if (wanted.isInstance(usual)) {
                converted = usual;
            } else if (wanted == String.class) {
                converted = getString();
            } else if (wanted == Long.class || wanted == long.class) {
                converted = getLong();
            } else if (wanted == Integer.class || wanted == int.class) {
                converted = getInt();
            } else if (wanted == Short.class || wanted == short.class) {
                converted = getShort();
            } else if (wanted == Byte.class || wanted == byte.class) {
                converted = getByte();
            } else if (wanted == Double.class || wanted == double.class) {
                converted = getDouble();
            } else if (wanted == Float.class || wanted == float.class) {
                converted = getFloat();
            } else if (wanted == Boolean.class || wanted == boolean.class) {
                converted = getBoolean();
            } else if (wanted == BigDecimal.class) {
                converted = getBigDecimal();
            } else if (wanted == byte[].class) {
                converted = getBytes();
            }
        }
        if (converted == null) {
            throw cannot(wanted.getSimpleName());
        }
        return (T) converted;
    }

    @Override
    public @Nullable Date getDate(@Nullable Calendar calendar) throws SQLException {
        LocalDateTime time = wallClock("Date");
        return time == null
                ? null
                : calendar == null
                        ? Date.valueOf(time.toLocalDate())
                        : new Date(millis(time.toLocalDate().atStartOfDay(), calendar));
    }

    @Override
    public @Nullable Time getTime(@Nullable Calendar calendar) throws SQLException {
        LocalDateTime time = wallClock("Time");
        return time == null
                ? null
                : calendar == null
                        ? Time.valueOf(time.toLocalTime())
                        : new Time(millis(LocalDate.EPOCH.atTime(time.toLocalTime()), calendar));
    }

    @Override
    public @Nullable Timestamp getTimestamp(@Nullable Calendar calendar) throws SQLException {
        Object value = cursor.value(column);
        if (value == null) {
            return null;
        }
        if (type.kind() == TypeKind.TIMESTAMP_LTZ) {
            return Timestamp.from(JdbcValues.instantOf((Long) value));
        }
        LocalDateTime time = wallClock("Timestamp");
        if (time == null) {
            return null;
        }
        if (calendar == null) {
            return Timestamp.valueOf(time);
        }
        Timestamp stamp = new Timestamp(millis(time, calendar));
        stamp.setNanos(time.getNano());
        return stamp;
    }

    private static long millis(LocalDateTime time, Calendar calendar) {
        return time.atZone(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli();
    }

    private @Nullable LocalDateTime wallClock(String what) throws SQLException {
        Object value = cursor.value(column);
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value).atStartOfDay();
            case TIME -> LocalDate.EPOCH.atTime(JdbcValues.timeOf((Long) value));
            case TIMESTAMP, TIMESTAMP_LTZ -> JdbcValues.dateTimeOf((Long) value);
            case VARCHAR -> parse((String) value, what);
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARBINARY,
                    INTERVAL_MONTHS,
                    INTERVAL_MICROS,
                    ROW,
                    ARRAY,
                    MAP -> throw cannot(what);
        };
    }

    private LocalDateTime parse(String text, String what) throws SQLException {
        try {
            String trimmed = text.trim();
            if (trimmed.length() == 10) {
                return LocalDate.parse(trimmed).atStartOfDay();
            }
            return trimmed.indexOf(':') == 2
                    ? LocalDate.EPOCH.atTime(LocalTime.parse(trimmed))
                    : LocalDateTime.parse(trimmed.replace(' ', 'T'));
        } catch (java.time.DateTimeException e) {
            throw cannot(what);
        }
    }

    @Override
    public @Nullable Array getArray() throws SQLException {
        Object value = getObject();
        if (value == null || value instanceof Array) {
            return (Array) value;
        }
        throw cannot("Array");
    }

    @Override
    public @Nullable Struct getStruct() throws SQLException {
        Object value = getObject();
        if (value == null || value instanceof Struct) {
            return (Struct) value;
        }
        throw cannot("Struct");
    }

    @Override
    public UByte getUByte() throws SQLException {
        return UByte.valueOf(whole("unsigned byte", 0, 255));
    }

    @Override
    public UShort getUShort() throws SQLException {
        return UShort.valueOf((int) whole("unsigned short", 0, 65_535));
    }

    @Override
    public UInteger getUInt() throws SQLException {
        return UInteger.valueOf(whole("unsigned int", 0, 0xFFFF_FFFFL));
    }

    @Override
    public ULong getULong() throws SQLException {
        return ULong.valueOf(whole("unsigned long", 0, Long.MAX_VALUE));
    }

    @Override
    public Ref getRef() throws SQLException {
        throw cannot("Ref");
    }

    @Override
    public Blob getBlob() throws SQLException {
        throw cannot("Blob");
    }

    @Override
    public Clob getClob() throws SQLException {
        throw cannot("Clob");
    }

    @Override
    public URL getURL() throws SQLException {
        throw cannot("URL");
    }

    @Override
    public NClob getNClob() throws SQLException {
        throw cannot("NClob");
    }

    @Override
    public SQLXML getSQLXML() throws SQLException {
        throw cannot("SQLXML");
    }

    @Override
    public @Nullable String getNString() throws SQLException {
        return getString();
    }

    @Override
    public @Nullable Reader getNCharacterStream() throws SQLException {
        return getCharacterStream();
    }
}
