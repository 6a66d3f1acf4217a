// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import io.weir.spi.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
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
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;

/** A result whose rows arrive as they are produced; {@code next} of an endless query waits for the next row. */
final class SessionResultSet implements WeirResultSet, ReadOnlyResultSet, GettersByLabel {
    private final FrameCursor frames;
    private final @Nullable WeirStatement statement;
    private final ResultColumns columns;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int fetchSize;
    private volatile boolean closed;

    SessionResultSet(FrameCursor frames, @Nullable WeirStatement statement, int fetchSize) {
        this.frames = frames;
        this.statement = statement;
        this.columns = new ResultColumns(frames.schema());
        this.fetchSize = fetchSize;
        frames.fetchRows(fetchSize);
    }

    /** A result of rows that are known, for which no statement stands. */
    static SessionResultSet of(Schema schema, List<? extends List<? extends @Nullable Object>> rows) {
        return of(new RowsCursor(schema, rows));
    }

    private static SessionResultSet of(Cursor cursor) {
        return new SessionResultSet(new FrameCursor(cursor, null), null, 0);
    }

    // ---- what only Weir tells

    @Override
    public boolean isChanging() {
        return frames.changing();
    }

    @Override
    public RowChange change() throws SQLException {
        checkOpen();
        frames.row();
        return frames.changing() ? RowChange.of(String.valueOf(frames.column(0).getString())) : RowChange.INSERT;
    }

    @Override
    public long epoch() {
        return frames.told().epoch();
    }

    @Override
    public long watermark() {
        return frames.told().watermark();
    }

    @Override
    public boolean isEpochComplete() {
        return frames.atEndOfEpoch();
    }

    @Override
    public boolean hasBuffered() {
        return frames.hasBuffered();
    }

    // ---- rows

    private void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.of(ErrorCode.CURSOR_CLOSED, "result was closed");
        }
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        return frames.next();
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            try {
                frames.close();
            } finally {
                if (statement != null) {
                    statement.onClosed(this);
                }
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return frames.wasNull();
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return !frames.started();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return frames.ended();
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return frames.rowNumber() == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        throw SqlErrors.unsupported("asking whether a row is the last: its successor may be on its way");
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, frames.rowNumber());
    }

    private SQLException onlyForward() throws SQLException {
        checkOpen();
        return SqlErrors.unsupported("moving otherwise than forward in a result");
    }

    @Override
    public void beforeFirst() throws SQLException {
        throw onlyForward();
    }

    @Override
    public void afterLast() throws SQLException {
        throw onlyForward();
    }

    @Override
    public boolean first() throws SQLException {
        throw onlyForward();
    }

    @Override
    public boolean last() throws SQLException {
        throw onlyForward();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        throw onlyForward();
    }

    @Override
    public boolean relative(int count) throws SQLException {
        throw onlyForward();
    }

    @Override
    public boolean previous() throws SQLException {
        throw onlyForward();
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != FETCH_FORWARD) {
            throw SqlErrors.unsupported("fetching otherwise than forward");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchSize(int count) throws SQLException {
        checkOpen();
        fetchSize = SqlErrors.notNegative(count, "fetch size");
        frames.fetchRows(count);
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        Warnings warnings = new Warnings();
        warnings.replace(frames.warnings());
        return warnings.first();
    }

    /** Does nothing: what was left out stays left out. */
    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public String getCursorName() throws SQLException {
        checkOpen();
        throw SqlErrors.unsupported("a name for a cursor");
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return columns;
    }

    // ---- columns

    @Override
    public int findColumn(@Nullable String label) throws SQLException {
        checkOpen();
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        int index = label == null ? -1 : frames.schema().indexOf(label);
        if (index < 0) {
            List<String> names = frames.schema().names();
            throw SqlErrors.translate(
                    SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                            .says("column \"%s\" does not exist in the result", label)
                            .detail("The result has the columns %s.", String.join(", ", names))
                            .hint("%s", Nearest.hint(String.valueOf(label), names, "Columns are counted from 1."))
                            .toException(),
                    null);
        }
        numbers.put(label, index + 1);
        return index + 1;
    }

    private Column column(int number) throws SQLException {
        checkOpen();
        if (number < 1 || number > frames.columnCount()) {
            throw SqlErrors.of(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "column %d does not exist: the result has %d, counted from 1",
                    number,
                    frames.columnCount());
        }
        return frames.column(number - 1);
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        return column(column).getString();
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        return column(column).getBoolean();
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) column(column).getWhole(Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) column(column).getWhole(Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    @Override
    public int getInt(int column) throws SQLException {
        return (int) column(column).getWhole(Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @Override
    public long getLong(int column) throws SQLException {
        return column(column).getWhole(Long.MIN_VALUE, Long.MAX_VALUE, "long");
    }

    @Override
    public float getFloat(int column) throws SQLException {
        return (float) column(column).getDouble();
    }

    @Override
    public double getDouble(int column) throws SQLException {
        return column(column).getDouble();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        return column(column).getBigDecimal();
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal number = column(column).getBigDecimal();
        return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        return column(column).getBytes();
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return Getters.date(column(column), frames.zone());
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return Getters.time(column(column), frames.zone());
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return column(column).getTimestamp(frames.zone());
    }

    private LocalZone zoneOf(@Nullable Calendar calendar) {
        return calendar == null
                ? frames.zone()
                : new LocalZone(calendar.getTimeZone().toZoneId());
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return Getters.date(column(column), zoneOf(calendar));
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return Getters.time(column(column), zoneOf(calendar));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return column(column).getTimestamp(zoneOf(calendar));
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        return column(column).getObject();
    }

    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw SqlErrors.unsupported("a map of types");
        }
        return getObject(column);
    }

    @Override
    public <T> @Nullable T getObject(int column, @Nullable Class<T> wanted) throws SQLException {
        Column from = column(column);
        if (wanted == null) {
            throw SqlErrors.of(ErrorCode.CALL_ARGUMENT, "no class was given");
        }
        return Getters.object(from, wanted, frames.zone());
    }

    @Override
    public @Nullable Array getArray(int column) throws SQLException {
        Column from = column(column);
        Object value = from.getObject();
        if (value == null || value instanceof Array) {
            return (Array) value;
        }
        throw Numbers.cannot(from.type(), "Array");
    }

    // ---- long values

    private @Nullable InputStream stream(int column, Charset charset) throws SQLException {
        Column from = column(column);
        if (from.type().kind() == TypeKind.VARBINARY) {
            byte[] bytes = from.getBytes();
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        }
        String text = text(from, "stream");
        return text == null ? null : new ByteArrayInputStream(text.getBytes(charset));
    }

    private static @Nullable String text(Column from, String what) throws SQLException {
        String text = from.getString();
        if (text != null && from.type().kind() != TypeKind.VARCHAR) {
            throw Numbers.cannot(from.type(), what);
        }
        return text;
    }

    @Override
    public @Nullable InputStream getAsciiStream(int column) throws SQLException {
        return stream(column, StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
        return stream(column, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable InputStream getBinaryStream(int column) throws SQLException {
        byte[] bytes = getBytes(column);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        String text = text(column(column), "stream of characters");
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public @Nullable Clob getClob(int column) throws SQLException {
        String text = text(column(column), "Clob");
        return text == null ? null : new SerialClob(text.toCharArray());
    }

    @Override
    public @Nullable Blob getBlob(int column) throws SQLException {
        DataType type = column(column).type();
        byte[] bytes = getBytes(column);
        if (bytes != null && type.kind() != TypeKind.VARBINARY) {
            throw Numbers.cannot(type, "Blob");
        }
        return bytes == null ? null : new SerialBlob(bytes);
    }

    private SQLException noSuchType(int column, String what) throws SQLException {
        return Numbers.cannot(column(column).type(), what);
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        throw noSuchType(column, "NClob");
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        throw noSuchType(column, "Ref");
    }

    @Override
    public URL getURL(int column) throws SQLException {
        throw noSuchType(column, "URL");
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        throw noSuchType(column, "RowId");
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        throw noSuchType(column, "SQLXML");
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
        return SqlErrors.unwrap(this, wanted);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> wanted) {
        return wanted != null && wanted.isInstance(this);
    }

    @Override
    public String toString() {
        return closed ? "a result that was closed" : "a result at row " + frames.rowNumber();
    }
}
