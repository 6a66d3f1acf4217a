// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a session's client is still there: when it was last heard of, and the sockets that it has open. */
public final class Liveness {
    private final Duration withSocket;
    private final Duration without;
    private final Set<Channel> sockets = ConcurrentHashMap.newKeySet();
    private volatile long heardNanos = System.nanoTime();

    /**
     * A client that is there now.
     *
     * @param withSocket how long it may be silent while a socket of it is open
     * @param without how long when there is none
     */
    public Liveness(Duration withSocket, Duration without) {
        this.withSocket = withSocket;
        this.without = without;
    }

    /** A client that tells by itself that it is there. */
    static Liveness told(Duration silenceMax) {
        return new Liveness(silenceMax, silenceMax);
    }

    void touch() {
        heardNanos = System.nanoTime();
    }

    /** The client has used a socket. */
    public void over(Channel socket) {
        touch();
        if (sockets.add(socket)) {
            socket.closeFuture().addListener(closed -> {
                touch();
                sockets.remove(socket);
            });
        }
    }

    boolean gone(long nowNanos) {
        Duration most = sockets.isEmpty() ? without : withSocket;
        return nowNanos - heardNanos > most.toNanos();
    }
}
