// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Fault;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Engine;
import io.weir.spi.session.Session;
import io.weir.spi.wire.WireCatalog;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.Verb;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The door of our own driver: the session contract as requests. */
public final class NativeDoor implements Door {
    private static final Map<String, Verb> VERBS = verbs();
    private static final long AWAIT_MICROS_MAX = 20_000_000;
    private static final long AWAIT_AGAIN_MILLIS = 20;

    private final Engine engine;
    private final Sessions sessions;
    private final Work work;
    private final ServerLimits limits;

    /** What makes an answer; may take its time. */
    private interface Answering {
        void write(WireOutput out);
    }

    public NativeDoor(Engine engine, Sessions sessions, Work work, ServerLimits limits) {
        this.engine = engine;
        this.sessions = sessions;
        this.work = work;
        this.limits = limits;
    }

    private static Map<String, Verb> verbs() {
        Map<String, Verb> verbs = new HashMap<>();
        for (Verb verb : Verb.values()) {
            verbs.put(verb.path(), verb);
        }
        return verbs;
    }

    @Override
    public void enter(Request request) {
        try {
            Verb verb = VERBS.get(request.path());
            if (verb == null) {
                throw WireInput.broken("there is no such request");
            }
            answer(verb, request, new WireInput(request.body()));
        } catch (SqlException e) {
            fail(request, e);
        }
    }

    private void answer(Verb verb, Request request, WireInput in) {
        switch (verb) {
            case OPEN -> open(request, in);
            case CLOSE -> {
                ServerSession session = sessions.get(request.session());
                later(request, out -> {
                    sessions.remove(session);
                    session.close();
                });
            }
            case KEEP -> {
                WireOutput out = new WireOutput();
                out.texts(in.texts().stream().filter(id -> !sessions.keep(id)).toList());
                send(request, out);
            }
            case PREPARE -> {
                Session session = sessions.get(request.session()).session();
                String sql = in.text();
                later(request, out -> WireCatalog.write(session.prepare(sql), out));
            }
            case EXECUTE -> Execution.start(sessions.get(request.session()), request, in, work, limits);
            case CANCEL -> {
                ServerSession.Running statement =
                        sessions.get(request.session()).statement(in.fourBytes());
                if (statement != null) {
                    statement.cancel();
                }
                send(request, new WireOutput());
            }
            case SPLIT -> {
                Session session = sessions.get(request.session()).session();
                String script = in.text();
                later(request, out -> WireCatalog.writeStatements(session.split(script), out));
            }
            case TABLES -> {
                Session session = sessions.get(request.session()).session();
                later(request, out -> WireCatalog.writeTables(session.metadata().tables(), out));
            }
            case FUNCTIONS -> {
                Session session = sessions.get(request.session()).session();
                later(
                        request,
                        out -> WireCatalog.writeFunctions(session.metadata().functions(), out));
            }
            case KEYWORDS -> {
                Session session = sessions.get(request.session()).session();
                later(request, out -> out.texts(session.metadata().keywords()));
            }
            case AWAIT -> {
                ServerSession session = sessions.get(request.session());
                long micros = Math.max(0, Math.min(in.eightBytes(), AWAIT_MICROS_MAX));
                await(request, session, System.nanoTime() + micros * 1000);
            }
        }
    }

    private void open(Request request, WireInput in) {
        String database = in.text();
        Map<String, String> properties = in.textMap();
        in.atEnd();
        if (!database.isEmpty() && !database.equals("weir")) {
            throw SqlException.report(ErrorCode.DATABASE_NOT_FOUND)
                    .says("database \"%s\" does not exist", database)
                    .hint("A server has one database: leave the name out.")
                    .toException();
        }
        sessions.reserve();
        try {
            later(request, out -> {
                boolean added = false;
                try {
                    ServerSession session = new ServerSession(
                            sessions.newId(),
                            engine.openSession(properties),
                            limits.statements(),
                            Liveness.told(limits.sessionSilence()));
                    added = sessions.add(session);
                    out.text(session.id());
                    out.fourBytes((int) (limits.sessionSilence().toMillis() / 3));
                } finally {
                    if (!added) {
                        sessions.giveBack();
                    }
                }
            });
        } catch (SqlException e) {
            sessions.giveBack();
            throw e;
        }
    }

    /** Whether the session's jobs have ended, asked again and again without keeping a thread. */
    private void await(Request request, ServerSession session, long deadlineNanos) {
        work.run(() -> {
            try {
                boolean ended = session.session().awaitJobs(Duration.ZERO);
                if (ended || deadlineNanos - System.nanoTime() <= 0) {
                    WireOutput out = new WireOutput();
                    out.flag(ended);
                    request.connection().execute(() -> send(request, out));
                } else {
                    request.channel()
                            .eventLoop()
                            .schedule(
                                    () -> awaitAgain(request, session, deadlineNanos),
                                    AWAIT_AGAIN_MILLIS,
                                    TimeUnit.MILLISECONDS);
                }
            } catch (RuntimeException e) {
                failLater(request, e);
            }
        });
    }

    private void awaitAgain(Request request, ServerSession session, long deadlineNanos) {
        if (!request.channel().isActive()) {
            return;
        }
        try {
            await(request, session, deadlineNanos);
        } catch (SqlException e) {
            fail(request, e);
        }
    }

    /** Makes an answer on another thread. */
    private void later(Request request, Answering answering) {
        work.run(() -> {
            WireOutput out = new WireOutput();
            try {
                answering.write(out);
            } catch (RuntimeException | StackOverflowError e) {
                failLater(request, e);
                return;
            }
            request.connection().execute(() -> send(request, out));
        });
    }

    private static void send(Request request, WireOutput out) {
        request.connection().answer(HttpResponseStatus.OK, WireProtocol.CONTENT_TYPE, out.array(), out.size(), true);
    }

    private static void failLater(Request request, Throwable error) {
        SqlException known = asSqlException(error);
        request.connection().execute(() -> fail(request, known));
    }

    /** Lets nothing out but our errors; the rest is logged. */
    public static SqlException asSqlException(@Nullable Throwable error) {
        if (error instanceof SqlException known) {
            return known;
        }
        System.getLogger(NativeDoor.class.getName()).log(System.Logger.Level.ERROR, "a request failed", error);
        return SqlException.internal(
                "request failed for a reason that is Weir's own; the server's log says more", error);
    }

    private static void fail(Request request, SqlException error) {
        WireOutput out = new WireOutput();
        WireErrors.write(error, out);
        HttpResponseStatus status = switch (error.code()) {
            case SESSION_UNKNOWN -> HttpResponseStatus.NOT_FOUND;
            case TOO_MANY_CONNECTIONS, SHUTTING_DOWN -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            default ->
                error.code().fault() == Fault.SYSTEM
                        ? HttpResponseStatus.INTERNAL_SERVER_ERROR
                        : HttpResponseStatus.BAD_REQUEST;
        };
        request.connection().answer(status, WireProtocol.CONTENT_TYPE, out.array(), out.size(), true);
    }
}
