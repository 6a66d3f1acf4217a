// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.jdbc.remote.MessageStream.Message;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Metadata;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.Session;
import io.weir.spi.type.Schema;
import io.weir.spi.wire.WireCatalog;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutcomes;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.MessageKind;
import io.weir.spi.wire.WireProtocol.Verb;
import io.weir.spi.wire.WireValues;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A session on a server of Weir. */
final class RemoteSession implements Session {
    /** How long an answer may take that needs no waiting: planning ends after ten seconds. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    private static final Duration CANCEL_WAIT = Duration.ofSeconds(5);
    private static final Duration AWAIT_SLICE = Duration.ofSeconds(10);

    private final RemoteEngine engine;
    private final ServerCalls calls;
    private final String id;
    private final AtomicInteger executions = new AtomicInteger();
    private final Set<RemoteCursor> cursors = ConcurrentHashMap.newKeySet();
    private volatile Duration callTimeout = Duration.ZERO;
    private volatile boolean closed;

    RemoteSession(RemoteEngine engine, ServerCalls calls, String id) {
        this.engine = engine;
        this.calls = calls;
        this.id = id;
    }

    String id() {
        return id;
    }

    private WireInput call(Verb verb, WireOutput request) {
        checkOpen();
        Duration limit = callTimeout;
        return calls.call(verb, id, request, limit.isZero() || limit.compareTo(SHORT) > 0 ? SHORT : limit);
    }

    @Override
    public boolean ping(Duration maxWait) {
        if (closed) {
            return false;
        }
        try {
            WireOutput request = new WireOutput();
            request.text("");
            calls.call(Verb.SPLIT, id, request, maxWait.compareTo(SHORT) > 0 ? SHORT : maxWait);
            return true;
        } catch (SqlException e) {
            return false;
        }
    }

    @Override
    public void callTimeout(Duration limit) {
        callTimeout = limit;
    }

    private void checkOpen() {
        if (closed) {
            throw SqlException.report(ErrorCode.CONNECTION_CLOSED)
                    .says("session has been closed")
                    .toException();
        }
    }

    @Override
    public Prepared prepare(String sql) {
        WireOutput request = new WireOutput();
        request.text(sql);
        return WireCatalog.readPrepared(sql, call(Verb.PREPARE, request));
    }

    @Override
    public Outcome execute(String sql, List<? extends @Nullable Object> parameters, ExecuteOptions options) {
        checkOpen();
        int number = executions.incrementAndGet();
        WireOutput request = new WireOutput(sql.length() + 256);
        request.fourBytes(number);
        request.text(sql);
        WireValues.writeAll(parameters, request);
        request.eightBytes(options.maxRows());
        request.flag(options.timeout().isPresent());
        options.timeout().ifPresent(limit -> request.eightBytes(micros(limit)));
        HttpLink link = calls.begin(Verb.EXECUTE, id, request);
        MessageStream messages = null;
        try {
            messages = new MessageStream(calls, link);
            Message message;
            do {
                message = messages.next(WireProtocol.SILENCE_MAX);
            } while (message == null);
            return outcome(number, message, messages);
        } catch (IOException e) {
            link.close();
            if (e instanceof ClosedByInterruptException) {
                Thread.interrupted(); // so that the server can be told
                cancel(number);
                Thread.currentThread().interrupt();
            }
            throw lost(e);
        } catch (SqlException e) {
            if (messages == null) {
                link.close();
            }
            throw e;
        }
    }

    private static long micros(Duration time) {
        return Math.max(1, java.util.concurrent.TimeUnit.MICROSECONDS.convert(time));
    }

    private Outcome outcome(int number, Message message, MessageStream messages) {
        if (message.kind() == MessageKind.ERROR) {
            messages.finish();
            throw WireErrors.read(message.input());
        }
        if (message.kind() != MessageKind.OUTCOME) {
            messages.abort();
            throw WireInput.broken("a result begins without its outcome");
        }
        Outcome outcome =
                WireOutcomes.read(message.input(), (schema, changing) -> open(number, schema, changing, messages));
        if (!(outcome instanceof Outcome.Rows)) {
            messages.finish();
        }
        return outcome;
    }

    private Cursor open(int number, Schema schema, boolean changing, MessageStream messages) {
        RemoteCursor cursor = new RemoteCursor(this, number, schema, changing, messages);
        cursors.add(cursor);
        if (closed) { // meanwhile
            cursor.abandon();
        }
        return cursor;
    }

    void forget(RemoteCursor cursor) {
        cursors.remove(cursor);
    }

    SqlException lost(IOException e) {
        return calls.lost(e);
    }

    SqlException broken(String what, RemoteCursor cursor) {
        cursor.abandon();
        return WireInput.broken(what);
    }

    /** Ends a statement on the server; without an answer the broken connection ends it. */
    void cancel(int number) {
        if (closed) {
            return;
        }
        WireOutput request = new WireOutput();
        request.fourBytes(number);
        boolean interrupted = Thread.interrupted(); // would break the connection
        try {
            calls.call(Verb.CANCEL, id, request, CANCEL_WAIT);
        } catch (SqlException e) {
            // the server has seen the end of the connection, or has gone, and with it the statement
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void watch(Runnable wait) {
        engine.watch(wait);
    }

    @Override
    public List<ScriptStatement> split(String script) {
        WireOutput request = new WireOutput(script.length() + 16);
        request.text(script);
        return WireCatalog.readStatements(call(Verb.SPLIT, request));
    }

    @Override
    public Metadata metadata() {
        return new Metadata() {
            @Override
            public List<Table> tables() {
                return WireCatalog.readTables(call(Verb.TABLES, new WireOutput()));
            }

            @Override
            public List<Function> functions() {
                return WireCatalog.readFunctions(call(Verb.FUNCTIONS, new WireOutput()));
            }

            @Override
            public List<String> keywords() {
                return call(Verb.KEYWORDS, new WireOutput()).texts();
            }
        };
    }

    @Override
    public boolean awaitJobs(Duration maxWait) {
        long deadline = System.nanoTime();
        try {
            deadline = Math.addExact(deadline, maxWait.toNanos());
        } catch (ArithmeticException e) {
            deadline = Long.MAX_VALUE;
        }
        while (true) {
            long left = deadline - System.nanoTime();
            WireOutput request = new WireOutput();
            request.eightBytes(Math.max(0, Math.min(left, AWAIT_SLICE.toNanos())) / 1000);
            if (call(Verb.AWAIT, request).flag()) {
                return true;
            }
            if (left <= AWAIT_SLICE.toNanos()) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cursors.forEach(RemoteCursor::abandon);
        cursors.clear();
        engine.forget(this);
        try {
            calls.call(Verb.CLOSE, id, new WireOutput(), CANCEL_WAIT);
        } catch (SqlException e) {
            // the server frees what it does not hear of
        }
    }
}
