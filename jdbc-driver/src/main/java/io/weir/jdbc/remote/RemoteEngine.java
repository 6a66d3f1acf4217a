// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Engine;
import io.weir.spi.session.Session;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a server: opens sessions there, and tells the server every few seconds that they are still wanted.
 *
 * <p>A server that does not know our protocol is taken for one of Avatica's.
 */
public final class RemoteEngine implements Engine {
    private static final Duration KEEP_WAIT = Duration.ofSeconds(5);
    private static final long KEEP_ALIVE_MILLIS_MIN = 100;
    private static final Duration OPEN_WAIT = Duration.ofSeconds(30);

    private final ServerCalls calls;
    private final Set<RemoteSession> sessions = ConcurrentHashMap.newKeySet();

    // ---- guarded by this
    private @Nullable ScheduledExecutorService keeper;
    private @Nullable ExecutorService watchers;
    private boolean closed;

    public RemoteEngine(ServerAddress address) {
        calls = new ServerCalls(address);
    }

    @Override
    public Session openSession(Map<String, String> properties) {
        WireOutput request = new WireOutput();
        request.text(calls.address().database());
        request.texts(properties);
        WireInput answer;
        try {
            answer = calls.ask(Verb.OPEN, null, request, OPEN_WAIT);
        } catch (ServerCalls.OtherProtocolException e) {
            return new AvaticaSession(this, new AvaticaCalls(calls), properties);
        }
        RemoteSession session = new RemoteSession(this, calls, answer.text());
        long period = Math.max(KEEP_ALIVE_MILLIS_MIN, answer.fourBytes());
        synchronized (this) {
            if (closed) {
                throw SqlException.report(ErrorCode.SHUTTING_DOWN)
                        .says("engine has been closed")
                        .toException();
            }
            sessions.add(session);
            if (keeper == null) {
                keeper = Executors.newSingleThreadScheduledExecutor(action -> daemon(action, "weir-keep-alive"));
                keeper.scheduleWithFixedDelay(this::keepAlive, period, period, TimeUnit.MILLISECONDS);
            }
        }
        return session;
    }

    private static Thread daemon(Runnable action, String name) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        return thread;
    }

    private void keepAlive() {
        List<String> ids = sessions.stream().map(RemoteSession::id).toList();
        if (ids.isEmpty()) {
            return;
        }
        try {
            WireOutput request = new WireOutput();
            request.texts(ids);
            calls.call(Verb.KEEP, null, request, KEEP_WAIT);
        } catch (SqlException e) {
            // whoever uses a session finds out; the next call may go through
        }
    }

    /** Runs what waits, on a thread of its own. */
    void watch(Runnable wait) {
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException();
            }
            if (watchers == null) {
                watchers = Executors.newCachedThreadPool(action -> daemon(action, "weir-ready"));
            }
            watchers.execute(wait);
        }
    }

    void forget(RemoteSession session) {
        sessions.remove(session);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (keeper != null) {
                keeper.shutdownNow();
            }
            if (watchers != null) {
                watchers.shutdown();
            }
        }
        sessions.forEach(Session::close);
        calls.close();
    }
}
