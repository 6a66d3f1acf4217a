// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * A result whose rows arrive as they are produced; {@code next} of an endless query waits for the next row.
 *
 * <p>Reached through {@code resultSet.unwrap(WeirResultSet.class)}, it also tells the epoch and the watermark of the present row.
 */
public final class WeirResultSet extends AvaticaResultSet {
    private final FrameCursor frames;

    private WeirResultSet(AvaticaStatement statement, Meta.Signature signature, TimeZone zone, FrameCursor frames)
            throws SQLException {
        super(statement, null, signature, new AvaticaResultSetMetaData(statement, null, signature), zone, null);
        this.frames = frames;
    }

    static WeirResultSet open(AvaticaStatement statement, WeirConnection connection, String sql, Cursor cursor)
            throws SQLException {
        Meta.Signature signature = new Meta.Signature(
                JdbcTypes.columns(cursor.schema()),
                sql,
                List.of(),
                Map.of(),
                Meta.CursorFactory.ARRAY,
                Meta.StatementType.SELECT);
        FrameCursor frames = new FrameCursor(cursor, sql);
        WeirResultSet result = new WeirResultSet(statement, signature, connection.getTimeZone(), frames);
        result.execute2(frames, signature.columns);
        return result;
    }

    Meta.Signature signatureOfRows() {
        return signature;
    }

    /** Whether rows may be taken back, so that the first column is {@code op}. */
    public boolean isChanging() {
        return frames.changing();
    }

    /** The epoch of the present row. */
    public long epoch() {
        Frame frame = frames.frame();
        return frame == null ? -1 : frame.epoch();
    }

    /** Microseconds; {@code Long.MIN_VALUE} when there is none yet. */
    public long watermark() {
        Frame frame = frames.frame();
        return frame == null ? Long.MIN_VALUE : frame.watermark();
    }

    /** Whether the present row is the last of its epoch, so that what has been read is an exact answer. */
    public boolean isEpochComplete() {
        return frames.atEndOfEpoch();
    }

    /** Whether the next row is here already, so that {@code next} will not wait. */
    public boolean hasBuffered() {
        return frames.hasBuffered();
    }

    @Override
    public boolean next() throws SQLException {
        checkIsOpen();
        return super.next();
    }

    /** The same object by number as by label; Avatica's would be of the class of the column's JDBC type. */
    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        checkIsOpen();
        return column < 1 || column > accessorList.size()
                ? super.getObject(column) // says what is wrong
                : accessorList.get(column - 1).getObject();
    }

    /** How many records the rows read so far do without, such as those that could not be decoded. */
    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkIsOpen();
        return Execution.chain(frames.warnings());
    }

    /** Does nothing: what was left out stays left out. */
    @Override
    public void clearWarnings() throws SQLException {
        checkIsOpen();
    }

    private void checkIsOpen() throws SQLException {
        if (isClosed()) {
            throw SqlErrors.of(ErrorCode.CURSOR_CLOSED, "result was closed");
        }
    }

    @Override
    protected void cancel() {
        frames.cancel();
    }
}
