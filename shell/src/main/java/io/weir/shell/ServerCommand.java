// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.engine.WeirEngineProvider;
import io.weir.server.ServerLimits;
import io.weir.server.WeirServer;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Engine;
import io.weir.spi.wire.WireProtocol;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code weir server}: one engine for many clients, until it is told to stop. */
final class ServerCommand {
    private static final int PORT_MAX = 65_535;

    private final Arguments arguments;

    ServerCommand(List<String> arguments) {
        this.arguments = new Arguments(arguments, Set.of("--host", "--port", "--files-roots", "--workers"), Set.of());
    }

    int run() throws SQLException {
        String host = arguments.text("--host").orElse("127.0.0.1");
        long port = arguments.number("--port", WireProtocol.DEFAULT_PORT, 0);
        if (port > PORT_MAX) {
            throw new UsageException("option --port takes a number up to " + PORT_MAX);
        }
        Map<String, String> properties = new HashMap<>();
        // whoever may send SQL reaches these folders; so none unless it is said
        properties.put("files.roots", arguments.text("--files-roots").orElse(""));
        arguments.text("--workers").ifPresent(count -> properties.put("workers", count));
        try {
            Engine engine = new WeirEngineProvider().start(properties);
            WeirServer server;
            try {
                server = WeirServer.start(engine, host, (int) port, ServerLimits.defaults());
            } catch (SqlException e) {
                engine.close();
                throw e;
            }
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                engine.close();
                            },
                            "weir-shutdown"));
            Console.out().println(server.url());
            Console.out().flush();
            new CountDownLatch(1).await(); // until SIGTERM or Ctrl-C
            return Main.OK;
        } catch (SqlException e) {
            throw new SQLException(e.render(null), e.code().sqlState(), e.code().number(), e);
        } catch (InterruptedException e) {
            return Main.OK;
        }
    }
}
