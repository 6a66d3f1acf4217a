// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client's session, its statements by number, and when it was last heard of. */
public final class ServerSession {
    /** A statement that runs or whose result is open. */
    public interface Running {
        /** Ends it; its client is told that it was cancelled. */
        void cancel();

        /** Ends it for a reason that its client is told. */
        void end(SqlException reason);
    }

    private final String id;
    private final Session session;
    private final int statementsMax;
    private final Liveness liveness;

    // ---- guarded by this
    private final Map<Integer, Running> statements = new HashMap<>();
    private boolean closed;

    private final AtomicInteger numbers = new AtomicInteger();

    public ServerSession(String id, Session session, int statementsMax, Liveness liveness) {
        this.id = id;
        this.session = session;
        this.statementsMax = statementsMax;
        this.liveness = liveness;
    }

    public String id() {
        return id;
    }

    public Session session() {
        return session;
    }

    /** Whether its client is there. */
    public Liveness liveness() {
        return liveness;
    }

    /** A number that no statement has had. */
    public int nextNumber() {
        return numbers.incrementAndGet();
    }

    public void add(int number, Running statement) {
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

    public synchronized void remove(int number, Running statement) {
        statements.remove(number, statement);
    }

    public synchronized @Nullable Running statement(int number) {
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
    public void close() {
        end(SqlException.report(ErrorCode.CURSOR_CLOSED)
                .says("result was closed with its session")
                .toException());
        session.close();
    }
}
