// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import io.weir.spi.type.Schema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the rows of a session's cursor, frame by frame, waiting where there are none. */
final class FrameCursor {
    static final int FRAME_ROWS = 2048;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Cursor cursor;
    private final @Nullable String sql;
    private final Column[] columns;
    private final LocalZone zone = new LocalZone(null);

    /** What the latest frame told; read by any thread. */
    private volatile Frame told = new Frame(null, -1, Long.MIN_VALUE, false, false);

    private int fetchRows = FRAME_ROWS;
    private @Nullable Batch rows;
    private int size;
    private int row = -1;
    private long rowsBefore;
    private boolean started;
    private boolean ended;
    private boolean wasNull;

    FrameCursor(Cursor cursor, @Nullable String sql) {
        this.cursor = cursor;
        this.sql = sql;
        Schema schema = cursor.schema();
        columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(this, schema.type(i));
        }
    }

    Schema schema() {
        return cursor.schema();
    }

    boolean changing() {
        return cursor.changing();
    }

    /** The zone of the JVM when the result was opened. */
    LocalZone zone() {
        return zone;
    }

    Column column(int index) {
        return columns[index];
    }

    int columnCount() {
        return columns.length;
    }

    void fetchRows(int count) {
        fetchRows = count == 0 ? FRAME_ROWS : count;
    }

    Frame told() {
        return told;
    }

    boolean atEndOfEpoch() {
        return told.epochComplete() && row + 1 >= size;
    }

    boolean hasBuffered() {
        return row + 1 < size;
    }

    /** Whether {@link #next} has been called and rows are not at an end. */
    boolean onRow() {
        return row >= 0;
    }

    boolean started() {
        return started;
    }

    boolean ended() {
        return ended;
    }

    /** The number of the present row from 1, or 0. */
    long rowNumber() {
        return row < 0 ? 0 : rowsBefore + row + 1;
    }

    boolean next() throws SQLException {
        if (row + 1 < size) {
            row++;
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            started = true;
            while (true) {
                release();
                if (told.last()) {
                    ended = true;
                    return false;
                }
                take(cursor.poll(fetchRows, WAIT));
                if (size > 0) {
                    row = 0;
                    return true;
                }
            }
        } catch (SqlException e) {
            throw SqlErrors.translate(e, sql);
        }
    }

    private void take(Frame frame) {
        Batch given = frame.rows();
        boolean nothingNew = given == null && !frame.epochComplete() && !frame.last();
        if (!nothingNew || frame.watermark() != Long.MIN_VALUE) {
            told = frame;
        }
        if (given == null || given.size() == 0) {
            return;
        }
        Batch dense = given;
        if (given.selection() != null) {
            dense = given.dense();
            given.release();
        }
        rows = dense;
        size = dense.size();
        for (int i = 0; i < columns.length; i++) {
            columns[i].bind(dense.column(i));
        }
    }

    private void release() {
        Batch read = rows;
        rowsBefore += size;
        row = -1;
        size = 0;
        rows = null;
        if (read != null) {
            read.release();
        }
    }

    /** The present row within the frame. */
    int row() throws SQLException {
        if (row < 0) {
            throw SqlErrors.of(
                    ErrorCode.NO_PRESENT_ROW,
                    ended
                            ? "there is no present row: the result has ended"
                            : "there is no present row: call next() first");
        }
        return row;
    }

    void wasNull(boolean isNull) {
        wasNull = isNull;
    }

    boolean wasNull() {
        return wasNull;
    }

    /** What is worth knowing of the rows; kept when the cursor is closed. */
    List<String> warnings() {
        return cursor.warnings();
    }

    void cancel() {
        cursor.cancel();
    }

    void close() {
        cursor.close();
    }
}
