// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.executor.runtime.ChangeKind;
import io.weir.executor.runtime.Job;
import io.weir.executor.runtime.JobRuntime;
import io.weir.executor.runtime.ResultFrame;
import io.weir.executor.runtime.ResultStream;
import io.weir.executor.schedule.Scheduler;
import io.weir.spi.batch.Batch;
import io.weir.spi.batch.DictionaryVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Frame;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open result of a query: takes the frames of its job, puts the {@code op} column in front, keeps to the row limit
 * and the time limit.
 */
final class JobCursor implements Cursor {
    /** The name of the column that tells how a row changes the result. */
    static final String OP = "op";

    private static final Vector KINDS = kinds();

    private final Job job;
    private final ResultStream stream;
    private final Schema schema;
    private final boolean changing;
    private final long maxRows;
    private final Runnable onClose;
    private volatile @Nullable ErrorCode ended;
    private long shown;
    private volatile boolean finished;
    private volatile Scheduler.@Nullable Timer limit;
    private @Nullable ResultFrame rest;
    private int restFrom;

    JobCursor(Job job, ResultStream stream, Schema rows, boolean changing, ExecuteOptions options, Runnable onClose) {
        this.job = job;
        this.stream = stream;
        this.changing = changing;
        this.schema = changing ? withOp(rows) : rows;
        this.maxRows = options.maxRows();
        this.onClose = onClose;
    }

    /** Lets the query end with TIMED_OUT when so long has passed, whether it is read or not. */
    void endAfter(Duration wait, JobRuntime runtime) {
        limit = runtime.after(wait, this::timeOut);
        if (ended != null || finished) {
            forgetLimit();
        }
    }

    private void timeOut() {
        if (!finished) {
            end(ErrorCode.TIMED_OUT);
        }
    }

    private void forgetLimit() {
        Scheduler.Timer timer = limit;
        if (timer != null) {
            timer.cancel();
            limit = null;
        }
    }

    static Schema withOp(Schema rows) {
        List<Field> fields = new ArrayList<>(rows.size() + 1);
        fields.add(new Field(OP, DataType.text(2).withNullable(false)));
        fields.addAll(rows.columns());
        return new Schema(fields);
    }

    private static Vector kinds() {
        VectorBuilder builder = VectorBuilder.of(DataType.text(2), ChangeKind.values().length);
        for (ChangeKind kind : ChangeKind.values()) {
            builder.appendValue(kind.text());
        }
        return builder.build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean changing() {
        return changing;
    }

    @Override
    public Frame poll(int wanted, Duration maxWait) {
        checkOpen();
        if (finished) {
            return new Frame(null, 0, Long.MIN_VALUE, true, true);
        }
        ResultFrame frame = rest;
        if (frame == null) {
            try {
                frame = stream.poll(maxWait);
            } catch (SqlException e) {
                checkOpen();
                throw e;
            }
            checkOpen();
            if (frame == null) {
                return new Frame(null, 0, Long.MIN_VALUE, false, false);
            }
            restFrom = 0;
        }
        return take(frame, wanted);
    }

    private Frame take(ResultFrame frame, int wanted) {
        Batch rows = frame.rows();
        if (rows == null) {
            finish(frame.last());
            return new Frame(null, frame.epoch(), frame.watermarkMicros(), frame.epochComplete(), frame.last());
        }
        long limit = maxRows == 0 ? wanted : Math.min(wanted, maxRows - shown);
        int count = (int) Math.min(rows.size() - restFrom, limit);
        boolean whole = restFrom + count == rows.size();
        Batch shownRows = piece(rows, frame.kinds(), restFrom, count);
        shown += count;
        boolean limited = maxRows > 0 && shown >= maxRows;
        rest = whole ? null : frame;
        restFrom += count;
        if (whole || limited) {
            rows.release();
            rest = null;
        }
        finish(limited || whole && frame.last());
        if (limited) {
            job.stop();
        }
        return new Frame(shownRows, frame.epoch(), frame.watermarkMicros(), whole && frame.epochComplete(), finished);
    }

    private void finish(boolean last) {
        finished = last;
        if (last) {
            forgetLimit();
        }
    }

    private Batch piece(Batch rows, byte @Nullable [] kinds, int from, int count) {
        Batch part = rows;
        if (from > 0 || count < rows.size()) {
            int[] selection = new int[count];
            for (int i = 0; i < count; i++) {
                selection[i] = rows.row(from + i);
            }
            Batch selected = rows.withSelection(selection, count);
            part = selected.dense();
            selected.release();
        } else {
            part.retain();
        }
        if (!changing) {
            return part;
        }
        Vector[] columns = new Vector[part.columnCount() + 1];
        columns[0] = opColumn(kinds, from, count);
        System.arraycopy(part.columns(), 0, columns, 1, part.columnCount());
        Batch withOp = part.withColumns(columns);
        part.release();
        return withOp;
    }

    private static Vector opColumn(byte @Nullable [] kinds, int from, int count) {
        int[] indexes = new int[count];
        if (kinds == null) {
            return new DictionaryVector(count, indexes, KINDS);
        }
        for (int i = 0; i < count; i++) {
            indexes[i] = kinds[from + i];
        }
        return new DictionaryVector(count, indexes, KINDS);
    }

    private void checkOpen() {
        ErrorCode code = ended;
        if (code != null) {
            throw ended(code);
        }
    }

    static SqlException ended(ErrorCode code) {
        if (code == ErrorCode.TIMED_OUT) {
            return SqlException.report(code)
                    .says("query ran longer than its time limit")
                    .hint("Raise the limit with setQueryTimeout, or set it to 0 for none.")
                    .toException();
        }
        return SqlException.report(code)
                .says(code == ErrorCode.CANCELLED ? "query was cancelled" : "result was closed")
                .toException();
    }

    @Override
    public List<String> warnings() {
        return LeftOut.warnings(job.metrics());
    }

    @Override
    public void whenReady(Runnable wake) {
        if (ended != null || finished || rest != null) {
            wake.run();
        } else {
            stream.whenReady(wake); // what ends the query ends its stream too
        }
    }

    private void end(ErrorCode code) {
        synchronized (this) {
            if (ended == null) {
                ended = code;
            }
        }
        forgetLimit();
        job.stop();
    }

    @Override
    public void cancel() {
        end(ErrorCode.CANCELLED);
    }

    @Override
    public void close() {
        end(ErrorCode.CURSOR_CLOSED);
        onClose.run();
    }
}
