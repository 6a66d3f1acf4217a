// SPDX-License-Identifier: Apache-2.0
package io.weir.server.avatica;

import io.weir.server.Connection;
import io.weir.server.NativeDoor;
import io.weir.server.ServerSession;
import io.weir.server.StatementRun;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.type.Schema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an Avatica client, and the place in its result.
 *
 * <p>A fetch that finds no rows is parked until there are some or a second has passed; no thread waits with it. The last frame
 * is kept, since a client whose connection broke asks for it again.
 */
final class AvaticaStatement implements ServerSession.Running {
    private static final int ROWS_MAX = 2048;
    private static final int ROWS_USUAL = 1000;
    private static final Duration PARKED_MAX = Duration.ofSeconds(1);

    /** Where the answer to a fetch goes. */
    interface Reply {
        void frame(Meta.Frame frame);

        void failed(SqlException error);
    }

    private record Parked(int rowsMax, Reply reply, Connection connection) {}

    private final int id;
    private final @Nullable Prepared prepared;

    // ---- guarded by this
    private @Nullable StatementRun run;
    private @Nullable Cursor cursor;
    private @Nullable Parked parked;
    private Meta.Frame last = Meta.Frame.MORE;
    private long next;
    private boolean finished;
    private @Nullable SqlException failure;

    AvaticaStatement(int id, @Nullable Prepared prepared) {
        this.id = id;
        this.prepared = prepared;
    }

    int id() {
        return id;
    }

    /** What is known of it before it runs; null for one that is not prepared. */
    @Nullable
    Prepared prepared() {
        return prepared;
    }

    /** Begins anew with another run; what ran before ends. */
    void begin(StatementRun newRun) {
        free();
        synchronized (this) {
            run = newRun;
            last = Meta.Frame.MORE;
            next = 0;
            finished = false;
            failure = null;
        }
    }

    /** Takes over the rows of its run; false when it was ended meanwhile. */
    boolean opened(StatementRun of, Outcome.Rows rows) {
        synchronized (this) {
            if (run == of && failure == null) {
                cursor = rows.cursor();
                return true;
            }
        }
        rows.cursor().close();
        return false;
    }

    synchronized boolean hasRows() {
        return cursor != null;
    }

    /** What there is already of the rows. */
    synchronized Meta.Frame first(int rowsMax) {
        Cursor open = cursor;
        return open == null ? Meta.Frame.EMPTY : take(open, rowsMax);
    }

    void fetch(long offset, int rowsMax, Reply reply, Connection connection) {
        Parked before;
        synchronized (this) {
            before = parked;
            parked = null;
        }
        if (before != null) { // its client asks again, so it does not wait there any more
            before.reply.frame(empty(offset));
        }
        Meta.Frame again = null;
        SqlException wrong = null;
        synchronized (this) {
            if (failure != null) {
                wrong = failure;
            } else if (offset < next && offset == last.offset || finished && offset == next) {
                again = offset == next ? new Meta.Frame(next, true, List.of()) : last;
            } else if (offset != next || cursor == null) {
                wrong = SqlException.report(ErrorCode.CURSOR_CLOSED)
                        .says("result has no rows at %d any more", offset)
                        .detail("Rows are given in order, and the last frame alone may be asked for again.")
                        .toException();
            } else {
                parked = new Parked(rowsMax, reply, connection);
            }
        }
        if (wrong != null) {
            reply.failed(wrong);
        } else if (again != null) {
            reply.frame(again);
        } else {
            serve();
            connection.channel().eventLoop().schedule(this::unpark, PARKED_MAX.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Meta.Frame empty(long offset) {
        return new Meta.Frame(offset, false, List.of());
    }

    /** Answers the fetch that waits, if there is one and there are rows. */
    private void serve() {
        Parked waiting;
        Meta.Frame frame = Meta.Frame.EMPTY;
        SqlException error = null;
        synchronized (this) {
            waiting = parked;
            Cursor open = cursor;
            if (waiting == null || open == null) {
                return;
            }
            try {
                frame = take(open, waiting.rowsMax);
                if (!frame.done && !frame.rows.iterator().hasNext()) {
                    open.whenReady(() -> waiting.connection.execute(this::serve));
                    return;
                }
            } catch (RuntimeException e) {
                error = NativeDoor.asSqlException(e);
                failure = error;
            }
            parked = null;
        }
        if (error != null) {
            waiting.reply.failed(error);
        } else {
            waiting.reply.frame(frame);
        }
    }

    private void unpark() {
        Parked waiting;
        long offset;
        synchronized (this) {
            waiting = parked;
            parked = null;
            offset = next;
        }
        if (waiting != null) {
            waiting.reply.frame(empty(offset));
        }
    }

    /** The next frame with rows, or an empty one when there is none yet. */
    private Meta.Frame take(Cursor open, int rowsMax) {
        Schema schema = open.schema();
        int most = rowsMax <= 0 ? ROWS_USUAL : Math.min(rowsMax, ROWS_MAX);
        while (true) {
            Frame frame = open.poll(most, Duration.ZERO);
            Batch rows = frame.rows();
            boolean nothing = !frame.epochComplete() && !frame.last();
            if (rows == null && !nothing && !frame.last()) {
                continue; // progress, which this protocol cannot tell
            }
            if (rows == null && nothing) {
                return empty(next);
            }
            List<Object> values = rows == null ? List.of() : AvaticaValues.rows(rows, schema);
            if (rows != null) {
                rows.release();
            }
            last = new Meta.Frame(next, frame.last(), values);
            next += values.size();
            if (frame.last()) {
                finished = true;
                open.close();
            }
            return last;
        }
    }

    /** Ends what runs and frees it. */
    void free() {
        StatementRun running;
        Cursor open;
        synchronized (this) {
            running = run;
            open = cursor;
            run = null;
            cursor = null;
        }
        if (running != null) {
            running.cancel();
        }
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void cancel() {
        Cursor open;
        StatementRun running;
        synchronized (this) {
            open = cursor;
            running = run;
        }
        if (running != null) {
            running.cancel();
        }
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void end(SqlException reason) {
        Parked waiting;
        synchronized (this) {
            failure = reason;
            waiting = parked;
            parked = null;
        }
        free();
        if (waiting != null) {
            waiting.reply.failed(reason);
        }
    }
}
