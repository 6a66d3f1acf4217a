// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remote;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.wire.WireProtocol;

/**
 * Where a server is.
 *
 * @param host a name or an address; an IPv6 address without brackets
 * @param database the name behind the slash; empty for the server's only one
 */
public record ServerAddress(String host, int port, String database) {
    /** Reads {@code //host[:port][/database]}. */
    public static ServerAddress parse(String text) {
        String rest = text.substring(2);
        int slash = rest.indexOf('/');
        String database = slash < 0 ? "" : rest.substring(slash + 1);
        String place = slash < 0 ? rest : rest.substring(0, slash);
        int bracket = place.lastIndexOf(']');
        int colon = place.indexOf(':', Math.max(0, bracket));
        String host = colon < 0 ? place : place.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = colon < 0 ? WireProtocol.DEFAULT_PORT : port(place.substring(colon + 1));
        if (!host.matches("[A-Za-z0-9_.:%-]{1,255}") || port < 1 || !database.matches("[A-Za-z0-9_.-]{0,64}")) {
            throw SqlException.report(ErrorCode.URL_INVALID)
                    .says("\"%s\" is not the address of a server", text)
                    .hint("Write jdbc:weir://host:port, then ;key=value for each property.")
                    .toException();
        }
        return new ServerAddress(host, port, database);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 65_535 ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** As it stands in a URL and in the Host header. */
    String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
