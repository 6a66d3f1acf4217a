// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireProtocol;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/** Requests in Avatica's own protocol, for servers that are not of Weir. */
final class AvaticaCalls implements AutoCloseable {
    private static final ProtobufTranslation TRANSLATION = new ProtobufTranslationImpl();
    private static final String CONTENT_TYPE = "application/octet-stream";

    private final ServerCalls calls;
    private final HttpLinks links;

    AvaticaCalls(ServerCalls calls) {
        this.calls = calls;
        this.links = new HttpLinks(calls.address());
    }

    /** Asks and waits for the answer; errors of the server are thrown. */
    <T extends Service.Response> T call(Service.Request request, Class<T> wanted, Duration maxWait) {
        HttpLink link = begin(request);
        try {
            link.awaitHead(maxWait);
            return end(link, wanted);
        } catch (IOException e) {
            link.close();
            throw calls.lost(e);
        }
    }

    HttpLink begin(Service.Request request) {
        try {
            byte[] body = TRANSLATION.serializeRequest(request);
            HttpLink link = links.take();
            link.send("/", CONTENT_TYPE, null, body, body.length);
            return link;
        } catch (IOException e) {
            throw calls.unreachable(e);
        }
    }

    /** Reads the rest of an answer whose head has come. */
    <T extends Service.Response> T end(HttpLink link, Class<T> wanted) {
        try {
            byte[] body = new byte[4096];
            int size = 0;
            for (int count = 0; count >= 0; size += Math.max(0, count)) {
                if (size == body.length) {
                    if (size >= WireProtocol.MESSAGE_BYTES_MAX) {
                        throw WireInput.broken("it is too long");
                    }
                    body = Arrays.copyOf(body, size * 2);
                }
                count = link.read(body, size, body.length - size, WireProtocol.SILENCE_MAX.toNanos());
            }
            links.give(link);
            Service.Response response = TRANSLATION.parseResponse(Arrays.copyOf(body, size));
            if (response instanceof Service.ErrorResponse error) {
                throw translate(error);
            }
            return wanted.cast(response);
        } catch (IOException e) {
            link.close();
            throw calls.lost(e);
        } catch (ClassCastException | IllegalArgumentException e) {
            link.close();
            throw WireInput.broken("the answer is not one of Avatica's");
        }
    }

    SqlException lost(IOException e) {
        return calls.lost(e);
    }

    private static SqlException translate(Service.ErrorResponse error) {
        return SqlException.report(ErrorCode.SERVER_ERROR)
                .says("%s", error.errorMessage == null ? "the server gives no reason" : error.errorMessage)
                .detail("The server's code is %d, its SQLSTATE %s.", error.errorCode, error.sqlState)
                .toException();
    }

    @Override
    public void close() {
        links.close();
    }
}
