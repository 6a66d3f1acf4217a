// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Frame;
import io.weir.spi.session.Outcome;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireFrames;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutcomes;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.MessageKind;
import io.weir.spi.wire.WireValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A statement of our driver from its request to the last message of its answer.
 *
 * <p>Frames are sent as the cursor has them, as long as the connection takes them: what a client does not read fills the
 * connection's buffer to its water mark, then the result's own, and then its query waits. Nothing here waits on a thread.
 */
final class Execution implements ServerSession.Running {
    private static final int ROWS_MAX = 2048;
    /** Frames sent before others have their turn. */
    private static final int FRAMES_PER_TURN = 16;

    private static final Duration NO_WAIT = Duration.ZERO;

    private final ServerSession session;
    private final Connection connection;
    private final int number;
    private final StatementRun run;
    private final AtomicBoolean woken = new AtomicBoolean();

    // ---- used by the channel's thread alone
    private @Nullable ScheduledFuture<?> heartbeat;
    private @Nullable Cursor cursor;
    private List<String> warned = List.of();
    private boolean begun;
    private boolean quiet;
    private boolean cancelled;
    private boolean done;

    private Execution(ServerSession session, Connection connection, int number, StatementRun run) {
        this.session = session;
        this.connection = connection;
        this.number = number;
        this.run = run;
    }

    static void start(ServerSession session, Request request, WireInput in, Work work, ServerLimits limits) {
        int number = in.fourBytes();
        String sql = in.text();
        List<@Nullable Object> parameters = WireValues.readAll(in);
        long maxRows = in.eightBytes();
        Optional<Duration> timeout = in.flag()
                ? Optional.of(Duration.of(in.eightBytes(), java.time.temporal.ChronoUnit.MICROS))
                : Optional.empty();
        in.atEnd();
        StatementRun run =
                new StatementRun(session.session(), sql, parameters, new ExecuteOptions(Math.max(0, maxRows), timeout));
        Execution execution = new Execution(session, request.connection(), number, run);
        session.add(number, execution);
        request.connection().onClosed(execution::abandon);
        try {
            work.run(() -> run.run(execution::outcome, execution::failed));
        } catch (SqlException e) {
            session.remove(number, execution);
            throw e;
        }
        long period = limits.heartbeat().toMillis();
        execution.heartbeat = request.channel()
                .eventLoop()
                .scheduleWithFixedDelay(execution::beat, period, period, TimeUnit.MILLISECONDS);
    }

    private void onLoop(Runnable action) {
        connection.execute(action);
    }

    // ---- what it comes to

    private void outcome(Outcome outcome) {
        onLoop(() -> {
            if (outcome instanceof Outcome.Rows rows) {
                if (done) {
                    rows.cursor().close();
                    return;
                }
                cursor = rows.cursor();
                if (cancelled) { // meanwhile
                    rows.cursor().cancel();
                }
            } else if (done) {
                return;
            }
            WireOutput out = message(MessageKind.OUTCOME);
            WireOutcomes.write(outcome, out);
            send(out);
            if (cursor == null) {
                end();
            } else {
                pump();
            }
        });
    }

    private void failed(SqlException error) {
        onLoop(() -> fail(error));
    }

    private void fail(SqlException error) {
        if (done) {
            return;
        }
        WireOutput out = message(MessageKind.ERROR);
        WireErrors.write(error, out);
        send(out);
        end();
    }

    /** Sends what the cursor has, until it has nothing more or the connection is full. */
    private void pump() {
        Cursor open = cursor;
        if (done || open == null) {
            return;
        }
        int frames = 0;
        try {
            while (connection.writable()) {
                if (frames++ == FRAMES_PER_TURN) {
                    connection.flush();
                    wake();
                    return;
                }
                Frame frame = open.poll(ROWS_MAX, NO_WAIT);
                if (frame.size() == 0 && !frame.epochComplete() && !frame.last()) {
                    connection.flush();
                    open.whenReady(this::wake);
                    return;
                }
                if (frame.last()) {
                    warn(open);
                }
                send(frame);
                if (frame.last()) {
                    end();
                    return;
                }
            }
        } catch (RuntimeException e) {
            fail(NativeDoor.asSqlException(e));
            return;
        }
        connection.flush(); // the rest follows when the client has read
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            onLoop(() -> {
                woken.set(false);
                pump();
            });
        }
    }

    // ---- messages

    private static WireOutput message(MessageKind kind) {
        WireOutput out = new WireOutput(512);
        out.fourBytes(0); // the length, when it is known
        out.oneByte(kind.ordinal());
        return out;
    }

    /** Tells what is worth knowing of the rows, if that is not what was told before. */
    private void warn(Cursor open) {
        List<String> warnings = open.warnings();
        if (!warnings.equals(warned)) {
            warned = warnings;
            WireOutput out = message(MessageKind.WARNINGS);
            out.texts(warnings);
            send(out);
        }
    }

    private void send(Frame frame) {
        WireOutput out = message(MessageKind.FRAME);
        WireFrames.write(frame, out);
        if (frame.rows() != null) {
            frame.rows().release();
        }
        if (out.size() > WireProtocol.MESSAGE_BYTES_MAX) {
            throw SqlException.report(ErrorCode.MESSAGE_TOO_LARGE)
                    .says("a row has more than %d MB", WireProtocol.MESSAGE_BYTES_MAX >> 20)
                    .toException();
        }
        send(out);
    }

    private void send(WireOutput out) {
        if (!begun) {
            begun = true;
            connection.beginStream(this::pump, this::abandon);
        }
        quiet = false;
        out.fourBytesAt(0, out.size() - 5);
        ByteBuf bytes = connection.channel().alloc().directBuffer(out.size(), out.size());
        bytes.writeBytes(out.array(), 0, out.size());
        connection.write(bytes);
    }

    private void beat() {
        if (!done && connection.writable()) {
            Cursor open = cursor;
            if (open != null) {
                warn(open);
            }
            if (quiet) {
                send(message(MessageKind.HEARTBEAT));
            }
            if (begun) {
                connection.flush();
            }
        }
        quiet = true;
    }

    // ---- the end

    private void end() {
        if (!done) {
            connection.endStream(); // the last message is on its way before anything is torn down
            free();
        }
    }

    private boolean free() {
        if (done) {
            return false;
        }
        done = true;
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        session.remove(number, this);
        if (cursor != null) {
            cursor.close();
        }
        return true;
    }

    /** The client has gone. */
    private void abandon() {
        if (free()) {
            run.cancel();
        }
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            cancelled = true;
            run.cancel();
            if (cursor != null) {
                cursor.cancel(); // and the next poll says so
            }
        });
    }

    @Override
    public void end(SqlException reason) {
        onLoop(() -> {
            fail(reason);
            run.cancel();
        });
    }
}
