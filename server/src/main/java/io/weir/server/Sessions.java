// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The open sessions by their ids, which nobody can guess. */
public final class Sessions {
    private static final int ID_BYTES = 16;

    private final int most;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ServerSession> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    Sessions(int most) {
        this.most = most;
    }

    /** An id of 128 random bits. */
    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Makes room for one more session, before it is opened. */
    public void reserve() {
        if (closed) {
            throw SqlException.report(ErrorCode.SHUTTING_DOWN)
                    .says("server is shutting down")
                    .toException();
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw SqlException.report(ErrorCode.TOO_MANY_CONNECTIONS)
                    .says("server has %d sessions, which is all it may have", most)
                    .hint("Close connections that are not used.")
                    .toException();
        }
    }

    public void giveBack() {
        count.decrementAndGet();
    }

    /** Adds a session for which room was reserved; false when there is one with its id. */
    public boolean add(ServerSession session) {
        boolean added = open.putIfAbsent(session.id(), session) == null;
        if (closed && added) { // meanwhile
            remove(session);
            session.close();
        }
        return added;
    }

    public ServerSession get(@Nullable String id) {
        ServerSession session = id == null ? null : open.get(id);
        if (session == null) {
            throw SqlException.report(ErrorCode.SESSION_UNKNOWN)
                    .says("server does not know the session")
                    .detail("It was closed, its client was not heard of for too long, or the server was started anew.")
                    .hint("Open a new connection.")
                    .toException();
        }
        session.liveness().touch();
        return session;
    }

    public @Nullable ServerSession find(@Nullable String id) {
        return id == null ? null : open.get(id);
    }

    /** Marks a session as wanted; false when there is none. */
    boolean keep(String id) {
        ServerSession session = open.get(id);
        if (session != null) {
            session.liveness().touch();
        }
        return session != null;
    }

    public void remove(ServerSession session) {
        if (open.remove(session.id(), session)) {
            count.decrementAndGet();
        }
    }

    List<ServerSession> all() {
        return List.copyOf(open.values());
    }

    /** Lets no more in. */
    void close() {
        closed = true;
    }
}
