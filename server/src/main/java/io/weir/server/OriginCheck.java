// SPDX-License-Identifier: Apache-2.0
package io.weir.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out: a browser names the page that a request comes from, and the host that it believes to speak to.
 *
 * <p>A page of evil.example whose name suddenly means 127.0.0.1 (DNS rebinding) still sends {@code Host: evil.example}.
 */
final class OriginCheck {
    private final Set<String> hosts;

    /** @param own names and addresses of this server beside those of the loopback */
    OriginCheck(List<String> own) {
        Set<String> all = new java.util.HashSet<>(Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"));
        own.forEach(each -> all.add(each.toLowerCase(Locale.ROOT)));
        hosts = Set.copyOf(all);
    }

    @Nullable
    SqlException refusal(HttpRequest request) {
        List<String> named = request.headers().getAll(HttpHeaderNames.HOST);
        if (named.size() != 1 || !hosts.contains(withoutPort(named.get(0)))) {
            return SqlException.report(ErrorCode.ORIGIN_REFUSED)
                    .says("the request is not for this server")
                    .detail("Its Host header names neither localhost nor the address that the server listens on.")
                    .toException();
        }
        if (request.headers().contains(HttpHeaderNames.ORIGIN)
                || request.headers().contains("Sec-Fetch-Site")) {
            return SqlException.report(ErrorCode.ORIGIN_REFUSED)
                    .says("requests of web pages are not answered")
                    .toException();
        }
        return null;
    }

    private static String withoutPort(String host) {
        String name = host.trim().toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end < 0 ? name : name.substring(1, end);
        }
        int colon = name.indexOf(':');
        return colon < 0 || colon != name.lastIndexOf(':') ? name : name.substring(0, colon);
    }
}
