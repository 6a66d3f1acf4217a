// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.jdbc.remote.MessageStream.Message;
import io.weir.spi.batch.Batch;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.Frame;
import io.weir.spi.type.Schema;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireFrames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result on a server, which sends its frames without being asked for each.
 *
 * <p>What is not read waits in the buffers of the connection, and when these are full, in the server; then the query waits,
 * too.
 */
final class RemoteCursor implements Cursor {
    private static final Duration WATCH_SLICE = Duration.ofMillis(20);
    private static final Frame NOTHING = new Frame(null, 0, Long.MIN_VALUE, false, false);
    private static final Frame END = new Frame(null, 0, Long.MIN_VALUE, true, true);

    private final RemoteSession session;
    private final int number;
    private final Schema schema;
    private final boolean changing;
    private final MessageStream messages;
    private volatile @Nullable ErrorCode ended;
    private volatile List<String> warnings = List.of();

    // ---- guarded by this
    private @Nullable Frame ahead;
    private @Nullable Frame rest;
    private int restFrom;
    private volatile boolean finished;
    private @Nullable SqlException failure;

    RemoteCursor(RemoteSession session, int number, Schema schema, boolean changing, MessageStream messages) {
        this.session = session;
        this.number = number;
        this.schema = schema;
        this.changing = changing;
        this.messages = messages;
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
    public synchronized Frame poll(int maxRows, Duration maxWait) {
        checkOpen();
        Frame frame = rest;
        if (frame == null) {
            frame = ahead;
            ahead = null;
            restFrom = 0;
        }
        if (frame == null) {
            frame = receive(maxWait);
        }
        Batch rows = frame.rows();
        return rows == null || restFrom == 0 && rows.size() <= maxRows ? frame : piece(frame, rows, maxRows);
    }

    private Frame receive(Duration maxWait) {
        if (failure != null) {
            throw failure;
        }
        if (finished) {
            return END;
        }
        try {
            Message message = messages.next(maxWait);
            if (message == null) {
                return NOTHING;
            }
            return switch (message.kind()) {
                case FRAME -> {
                    Frame frame = WireFrames.read(schema, message.input());
                    if (frame.last()) {
                        finish();
                    }
                    yield frame;
                }
                case ERROR -> {
                    SqlException error = WireErrors.read(message.input());
                    failure = error;
                    finish();
                    checkOpen();
                    throw error;
                }
                case WARNINGS -> {
                    warnings = message.input().texts();
                    yield NOTHING;
                }
                case OUTCOME, HEARTBEAT -> throw session.broken("an outcome stands among frames", this);
            };
        } catch (IOException e) {
            checkOpen();
            SqlException lost = session.lost(e);
            failure = lost;
            messages.abort();
            session.forget(this);
            throw lost;
        }
    }

    private void finish() {
        finished = true;
        messages.finish();
        session.forget(this);
    }

    private Frame piece(Frame frame, Batch rows, int maxRows) {
        int count = Math.min(rows.size() - restFrom, maxRows);
        int[] selection = new int[count];
        for (int i = 0; i < count; i++) {
            selection[i] = restFrom + i;
        }
        Batch part = rows.withSelection(selection, count).dense();
        restFrom += count;
        boolean whole = restFrom == rows.size();
        rest = whole ? null : frame;
        return new Frame(part, frame.epoch(), frame.watermark(), whole && frame.epochComplete(), whole && frame.last());
    }

    private void checkOpen() {
        ErrorCode code = ended;
        if (code != null) {
            throw SqlException.report(code)
                    .says(code == ErrorCode.CANCELLED ? "query was cancelled" : "result was closed")
                    .toException();
        }
    }

    /** What the server told last: with the end, or within the time of a heartbeat. */
    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void whenReady(Runnable wake) {
        session.watch(() -> {
            while (!ready()) {
                // a while longer
            }
            wake.run();
        });
    }

    /** Waits a little; whether the next poll would not wait. Never long, since a poll has to wait for it. */
    private synchronized boolean ready() {
        if (ended != null || failure != null || finished || rest != null || ahead != null) {
            return true;
        }
        try {
            Frame frame = receive(WATCH_SLICE);
            boolean nothing = frame.size() == 0 && !frame.epochComplete() && !frame.last();
            ahead = nothing ? null : frame;
            return !nothing;
        } catch (SqlException e) {
            return true; // the next poll tells
        }
    }

    @Override
    public void cancel() {
        end(ErrorCode.CANCELLED);
    }

    @Override
    public void close() {
        end(ErrorCode.CURSOR_CLOSED);
    }

    /** Wakes the reader by breaking the connection, then makes sure that the server knows. */
    private void end(ErrorCode code) {
        boolean first = ended == null;
        if (first) {
            ended = code;
        }
        if (first && !finished) {
            messages.abort();
            session.cancel(number);
        }
        session.forget(this);
    }

    /** Ends it without telling the server, which is told otherwise. */
    void abandon() {
        if (ended == null) {
            ended = ErrorCode.CURSOR_CLOSED;
        }
        messages.abort();
    }
}
