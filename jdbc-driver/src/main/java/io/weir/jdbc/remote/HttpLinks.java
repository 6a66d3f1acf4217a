// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;

/** The connections to one server: those that wait for the next request. */
final class HttpLinks implements AutoCloseable {
    private static final int IDLE_MAX = 16;
    /** Less than a server keeps an idle connection. */
    private static final Duration IDLE_TIME_MAX = Duration.ofSeconds(20);

    private final ServerAddress address;
    private final ArrayDeque<HttpLink> idle = new ArrayDeque<>();
    private boolean closed;

    HttpLinks(ServerAddress address) {
        this.address = address;
    }

    /** A connection that was used before and still works, or a new one. */
    HttpLink take() throws IOException {
        while (true) {
            HttpLink link;
            synchronized (this) {
                link = idle.pollLast();
            }
            if (link == null) {
                return HttpLink.open(address);
            }
            if (!link.stale(IDLE_TIME_MAX)) {
                return link;
            }
            link.close();
        }
    }

    /** Takes a connection back after its answer. */
    void give(HttpLink link) {
        HttpLink surplus = link;
        if (link.reusable()) {
            link.idle();
            synchronized (this) {
                if (!closed) {
                    idle.addLast(link);
                    surplus = idle.size() > IDLE_MAX ? idle.pollFirst() : null;
                }
            }
        }
        if (surplus != null) {
            surplus.close();
        }
    }

    @Override
    public void close() {
        ArrayDeque<HttpLink> all;
        synchronized (this) {
            closed = true;
            all = new ArrayDeque<>(idle);
            idle.clear();
        }
        all.forEach(HttpLink::close);
    }
}
