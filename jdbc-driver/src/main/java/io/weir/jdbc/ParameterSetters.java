// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The setters of a prepared statement, each in terms of one: a value is converted to the type of its parameter. */
interface ParameterSetters extends PreparedStatement {
    /** Gives a parameter a value; null for NULL. */
    void set(int index, @Nullable Object value) throws SQLException;

    @Override
    default void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    default void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    default void setBoolean(int index, boolean x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setByte(int index, byte x) throws SQLException {
        set(index, (int) x);
    }

    @Override
    default void setShort(int index, short x) throws SQLException {
        set(index, (int) x);
    }

    @Override
    default void setInt(int index, int x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setLong(int index, long x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setFloat(int index, float x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setDouble(int index, double x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setBigDecimal(int index, @Nullable BigDecimal x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setString(int index, @Nullable String x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setNString(int index, @Nullable String x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setBytes(int index, byte @Nullable [] x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setURL(int index, @Nullable URL x) throws SQLException {
        set(index, x == null ? null : x.toString());
    }

    @Override
    default void setArray(int index, @Nullable Array x) throws SQLException {
        set(index, x);
    }

    // ---- dates and times

    @Override
    default void setDate(int index, @Nullable Date x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setTime(int index, @Nullable Time x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setTimestamp(int index, @Nullable Timestamp x) throws SQLException {
        set(index, x);
    }

    @Override
    default void setDate(int index, @Nullable Date x, @Nullable Calendar calendar) throws SQLException {
        set(
                index,
                x == null || calendar == null
                        ? x
                        : ParameterValues.local(x, calendar).toLocalDate());
    }

    @Override
    default void setTime(int index, @Nullable Time x, @Nullable Calendar calendar) throws SQLException {
        set(
                index,
                x == null || calendar == null
                        ? x
                        : ParameterValues.local(x, calendar).toLocalTime());
    }

    /** An instant needs no calendar; a timestamp without a zone shows the calendar's wall clock. */
    @Override
    default void setTimestamp(int index, @Nullable Timestamp x, @Nullable Calendar calendar) throws SQLException {
        boolean instant = x != null && getParameterMetaData().getParameterType(index) == Types.TIMESTAMP_WITH_TIMEZONE;
        set(
                index,
                x == null || calendar == null || instant
                        ? x
                        : ParameterValues.local(x, calendar).withNano(x.getNanos()));
    }

    // ---- objects

    @Override
    default void setObject(int index, @Nullable Object x) throws SQLException {
        if (x instanceof Clob clob) {
            setClob(index, clob);
        } else if (x instanceof Blob blob) {
            setBlob(index, blob);
        } else if (x instanceof InputStream stream) {
            setBinaryStream(index, stream);
        } else if (x instanceof Reader reader) {
            setCharacterStream(index, reader);
        } else {
            set(index, x);
        }
    }

    @Override
    default void setObject(int index, @Nullable Object x, int targetSqlType) throws SQLException {
        setObject(index, TargetTypes.to(x, targetSqlType));
    }

    @Override
    default void setObject(int index, @Nullable Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        Object target = TargetTypes.to(x, targetSqlType);
        setObject(
                index,
                target instanceof BigDecimal number && scaleOrLength >= 0
                        ? number.setScale(scaleOrLength, RoundingMode.HALF_UP)
                        : target);
    }

    @Override
    default void setObject(int index, @Nullable Object x, SQLType targetSqlType) throws SQLException {
        setObject(index, x, TargetTypes.number(targetSqlType));
    }

    @Override
    default void setObject(int index, @Nullable Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        setObject(index, x, TargetTypes.number(targetSqlType), scaleOrLength);
    }

    // ---- long values, read at once

    private void setText(int index, @Nullable Reader reader, long length) throws SQLException {
        if (reader == null) {
            set(index, null);
            return;
        }
        try {
            StringBuilder text = new StringBuilder();
            char[] piece = new char[8192];
            while (length < 0 || text.length() < length) {
                int most = length < 0 ? piece.length : (int) Math.min(piece.length, length - text.length());
                int read = reader.read(piece, 0, most);
                if (read < 0) {
                    break;
                }
                text.append(piece, 0, read);
            }
            set(index, text.toString());
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private static byte @Nullable [] bytes(int index, @Nullable InputStream stream, long length) throws SQLException {
        if (stream == null) {
            return null;
        }
        try {
            return length < 0 ? stream.readAllBytes() : stream.readNBytes((int) Math.min(Integer.MAX_VALUE, length));
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private void setText(int index, @Nullable InputStream stream, long length, Charset charset) throws SQLException {
        byte[] bytes = bytes(index, stream, length);
        set(index, bytes == null ? null : new String(bytes, charset));
    }

    private static SQLException unreadable(int index, IOException e) {
        return SqlErrors.translate(
                SqlException.report(ErrorCode.CALL_ARGUMENT)
                        .says("the stream of parameter %d could not be read", index)
                        .causedBy(e)
                        .toException(),
                null);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream x) throws SQLException {
        setText(index, x, -1, StandardCharsets.US_ASCII);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream x, int length) throws SQLException {
        setText(index, x, SqlErrors.notNegative(length, "length"), StandardCharsets.US_ASCII);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream x, long length) throws SQLException {
        setText(index, x, SqlErrors.notNegative(length, "length"), StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    default void setUnicodeStream(int index, @Nullable InputStream x, int length) throws SQLException {
        setText(index, x, SqlErrors.notNegative(length, "length"), StandardCharsets.UTF_8);
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream x) throws SQLException {
        set(index, bytes(index, x, -1));
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream x, int length) throws SQLException {
        set(index, bytes(index, x, SqlErrors.notNegative(length, "length")));
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream x, long length) throws SQLException {
        set(index, bytes(index, x, SqlErrors.notNegative(length, "length")));
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, -1);
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader, int length) throws SQLException {
        setText(index, reader, SqlErrors.notNegative(length, "length"));
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, SqlErrors.notNegative(length, "length"));
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, -1);
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, SqlErrors.notNegative(length, "length"));
    }

    @Override
    default void setClob(int index, @Nullable Clob x) throws SQLException {
        set(index, x == null ? null : x.getSubString(1, (int) Math.min(Integer.MAX_VALUE, x.length())));
    }

    @Override
    default void setClob(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, -1);
    }

    @Override
    default void setClob(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, SqlErrors.notNegative(length, "length"));
    }

    @Override
    default void setNClob(int index, @Nullable NClob x) throws SQLException {
        setClob(index, x);
    }

    @Override
    default void setNClob(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, -1);
    }

    @Override
    default void setNClob(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, SqlErrors.notNegative(length, "length"));
    }

    @Override
    default void setBlob(int index, @Nullable Blob x) throws SQLException {
        set(index, x == null ? null : x.getBytes(1, (int) Math.min(Integer.MAX_VALUE, x.length())));
    }

    @Override
    default void setBlob(int index, @Nullable InputStream x) throws SQLException {
        set(index, bytes(index, x, -1));
    }

    @Override
    default void setBlob(int index, @Nullable InputStream x, long length) throws SQLException {
        set(index, bytes(index, x, SqlErrors.notNegative(length, "length")));
    }

    // ---- types that Weir does not have

    @Override
    default void setRef(int index, @Nullable Ref x) throws SQLException {
        throw SqlErrors.unsupported("a parameter of type REF");
    }

    @Override
    default void setRowId(int index, @Nullable RowId x) throws SQLException {
        throw SqlErrors.unsupported("a parameter of type ROWID");
    }

    @Override
    default void setSQLXML(int index, @Nullable SQLXML x) throws SQLException {
        throw SqlErrors.unsupported("a parameter of type XML");
    }
}
