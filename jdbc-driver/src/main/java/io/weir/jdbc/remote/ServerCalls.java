// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.Verb;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Requests to a server with a short answer, and the beginning of those with a long one. */
final class ServerCalls implements AutoCloseable {
    private final ServerAddress address;
    private final HttpLinks links;

    ServerCalls(ServerAddress address) {
        this.address = address;
        this.links = new HttpLinks(address);
    }

    ServerAddress address() {
        return address;
    }

    /** The server answers, and in another protocol. */
    static final class OtherProtocolException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherProtocolException() {
            super(null, null, false, false);
        }
    }

    /** Asks and gives the answer; errors of the server are thrown. */
    WireInput call(Verb verb, @Nullable String session, WireOutput request, Duration maxWait) {
        try {
            return ask(verb, session, request, maxWait);
        } catch (OtherProtocolException e) {
            throw WireInput.broken("the server does not speak Weir's protocol");
        }
    }

    /** As {@link #call}, for the first call to a server that may be of another kind. */
    WireInput ask(Verb verb, @Nullable String session, WireOutput request, Duration maxWait)
            throws OtherProtocolException {
        HttpLink link = begin(verb, session, request);
        try {
            link.awaitHead(maxWait);
            if (!link.fromWeir()) {
                link.close();
                throw new OtherProtocolException();
            }
            byte[] body = body(link, maxWait);
            boolean fine = link.status() == 200;
            links.give(link);
            WireInput in = new WireInput(body);
            if (!fine) {
                throw WireErrors.read(in);
            }
            return in;
        } catch (IOException e) {
            link.close();
            throw lost(e);
        }
    }

    /** Sends a request; the caller reads the answer and gives the connection back. */
    HttpLink begin(Verb verb, @Nullable String session, WireOutput request) {
        if (request.size() > WireProtocol.REQUEST_BYTES_MAX) {
            throw SqlException.report(ErrorCode.MESSAGE_TOO_LARGE)
                    .says("statement and parameters have more than %d MB", WireProtocol.REQUEST_BYTES_MAX >> 20)
                    .toException();
        }
        HttpLink link;
        try {
            link = links.take();
        } catch (IOException e) {
            throw unreachable(e);
        }
        try {
            link.send(verb.path(), WireProtocol.CONTENT_TYPE, session, request.array(), request.size());
            return link;
        } catch (IOException e) {
            link.close();
            throw lost(e);
        }
    }

    void give(HttpLink link) {
        links.give(link);
    }

    private static byte[] body(HttpLink link, Duration maxWait) throws IOException {
        byte[] body = new byte[1024];
        int size = 0;
        while (true) {
            if (size == body.length) {
                if (size >= WireProtocol.MESSAGE_BYTES_MAX) {
                    throw new IOException("the answer is too long");
                }
                body = Arrays.copyOf(body, size * 2);
            }
            int count = link.read(body, size, body.length - size, maxWait.toNanos());
            if (count < 0) {
                return Arrays.copyOf(body, size);
            }
            size += count;
        }
    }

    SqlException unreachable(IOException e) {
        return SqlException.report(ErrorCode.SERVER_UNREACHABLE)
                .says("could not reach a server at %s", address.authority())
                .hint("Start one with: weir server --port %d", address.port())
                .causedBy(e)
                .toException();
    }

    SqlException lost(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return SqlException.report(ErrorCode.CANCELLED)
                    .says("the thread that waited for the server was interrupted")
                    .causedBy(e)
                    .toException();
        }
        return SqlException.report(ErrorCode.CONNECTION_LOST)
                .says("lost the connection to the server at %s", address.authority())
                .causedBy(e)
                .toException();
    }

    @Override
    public void close() {
        links.close();
    }
}
