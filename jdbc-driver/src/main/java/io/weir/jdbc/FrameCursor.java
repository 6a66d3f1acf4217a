// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc;

import io.weir.spi.batch.Batch;
import io.weir.spi.batch.Vectors;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Frame;
import io.weir.spi.type.DataType;
import io.weir.spi.type.Schema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** Walks the rows of a session's cursor, frame by frame, waiting where there are none. */
final class FrameCursor implements Cursor {
    private static final int FRAME_ROWS = 2048;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final io.weir.spi.session.Cursor cursor;
    private final Schema schema;
    private final String sql;
    private @Nullable Frame frame;
    private @Nullable Batch rows;
    private int row = -1;
    private boolean wasNull;

    FrameCursor(io.weir.spi.session.Cursor cursor, String sql) {
        this.cursor = cursor;
        this.schema = cursor.schema();
        this.sql = sql;
    }

    boolean changing() {
        return cursor.changing();
    }

    @Nullable
    Frame frame() {
        return frame;
    }

    boolean atEndOfEpoch() {
        return frame != null && frame.epochComplete() && (rows == null || row + 1 >= rows.size());
    }

    boolean hasBuffered() {
        return rows != null && row + 1 < rows.size();
    }

    /** What is worth knowing of the rows; kept when the cursor is closed. */
    List<String> warnings() {
        return cursor.warnings();
    }

    void cancel() {
        cursor.cancel();
    }

    @Override
    public boolean next() throws SQLException {
        if (rows != null && row + 1 < rows.size()) {
            row++;
            return true;
        }
        try {
            while (frame == null || !frame.last()) {
                release();
                Frame polled = cursor.poll(FRAME_ROWS, WAIT);
                frame = polled;
                if (polled.size() > 0) {
                    rows = polled.rows();
                    row = 0;
                    return true;
                }
            }
            release();
            return false;
        } catch (SqlException e) {
            throw SqlErrors.translate(e, sql);
        }
    }

    private void release() {
        if (rows != null) {
            rows.release();
            rows = null;
        }
    }

    @Nullable
    Object value(int column) throws SQLException {
        Batch present = rows;
        if (present == null || row < 0) {
            throw new SQLException("there is no present row: call next() first", "24000");
        }
        Object value = Vectors.value(present.column(column), schema.type(column), present.row(row));
        wasNull = value == null;
        return value;
    }

    @Override
    public List<Accessor> createAccessors(
            List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.@Nullable Factory factory) {
        List<Accessor> accessors = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            DataType type = schema.type(i);
            accessors.add(new ValueAccessor(this, i, type));
        }
        return accessors;
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
