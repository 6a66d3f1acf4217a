// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client's session, its statements by number, and when it was last heard of. */
final class ServerSession {
    /** A statement that runs or whose result is open. */
    interface Running {
        /** Ends it; its client is told that it was cancelled. */
        void cancel();

        /** Ends it for a reason that its client is told. */
        void end(SqlException reason);
    }

    private final String id;
    private final Session session;
    private final int statementsMax;
    private final Duration silenceMax;
    private volatile long heardNanos = System.nanoTime();

    // ---- guarded by this
    private final Map<Integer, Running> statements = new HashMap<>();
    private boolean closed;

    ServerSession(String id, Session session, int statementsMax, Duration silenceMax) {
        this.id = id;
        this.session = session;
        this.statementsMax = statementsMax;
        this.silenceMax = silenceMax;
    }

    String id() {
        return id;
    }

    Session session() {
        return session;
    }

    void touch() {
        heardNanos = System.nanoTime();
    }

    /** Whether its client has been silent for too long. */
    boolean silent(long nowNanos) {
        return nowNanos - heardNanos > silenceMax.toNanos();
    }

    void add(int number, Running statement) {
        synchronized (this) {
            if (closed) {
                throw SqlException.report(ErrorCode.CONNECTION_CLOSED)
                        .says("session has been closed")
                        .toException();
            }
            if (statements.size() >= statementsMax) {
                throw SqlException.report(ErrorCode.TOO_MANY_STATEMENTS)
                        .says("session has %d open statements, which is all it may have", statementsMax)
                        .hint("Close results that are not read.")
                        .toException();
            }
            if (statements.putIfAbsent(number, statement) != null) {
                throw SqlException.report(ErrorCode.PROTOCOL)
                        .says("session has a statement %d already", number)
                        .toException();
            }
        }
    }

    synchronized void remove(int number, Running statement) {
        statements.remove(number, statement);
    }

    synchronized @Nullable Running statement(int number) {
        return statements.get(number);
    }

    private List<Running> takeAll() {
        synchronized (this) {
            closed = true;
            List<Running> all = new ArrayList<>(statements.values());
            statements.clear();
            return all;
        }
    }

    /** Ends its statements, each with the reason. */
    void end(SqlException reason) {
        takeAll().forEach(statement -> statement.end(reason));
    }

    /** Ends its statements and frees it. */
    void close() {
        end(SqlException.report(ErrorCode.CURSOR_CLOSED)
                .says("result was closed with its session")
                .toException());
        session.close();
    }
}
