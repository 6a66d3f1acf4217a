// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.weir.spi.wire.WireProtocol;
import java.time.Duration;

/**
 * How much a server takes on.
 *
 * @param connections open sockets; more are closed as they come
 * @param sessions open sessions
 * @param statements open statements of one session
 * @param requestBytes of the body of one request
 * @param gatheredBytes of all requests that are being received
 * @param firstRequest how long a connection may take for its first request
 * @param requestBody how long the body of a request may take
 * @param idle how long a connection may wait for its next request
 * @param sessionSilence how long a session of our driver may be silent
 * @param orphaned how long a session of another driver may be without a socket
 * @param unused how long a session of another driver may be silent
 * @param heartbeat how often a client that waits is told that the server is there
 * @param shutdown how long closing may take until what remains is cut off
 */
public record ServerLimits(
        int connections,
        int sessions,
        int statements,
        int requestBytes,
        long gatheredBytes,
        Duration firstRequest,
        Duration requestBody,
        Duration idle,
        Duration sessionSilence,
        Duration orphaned,
        Duration unused,
        Duration heartbeat,
        Duration shutdown) {
    /** Those of a server as it is started. */
    public static ServerLimits defaults() {
        return new ServerLimits(
                4096,
                1000,
                1000,
                WireProtocol.REQUEST_BYTES_MAX,
                128L << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                WireProtocol.SESSION_SILENCE_MAX,
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                WireProtocol.HEARTBEAT,
                Duration.ofSeconds(5));
    }
}
