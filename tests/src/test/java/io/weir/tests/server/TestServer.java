// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import io.weir.engine.WeirEngineProvider;
import io.weir.server.ServerLimits;
import io.weir.server.WeirServer;
import io.weir.spi.session.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server in the process of a test, with an engine of its own. */
public final class TestServer implements AutoCloseable {
    private final Engine engine;
    private final WeirServer server;

    private TestServer(ServerLimits limits) {
        engine = new WeirEngineProvider().start(Map.of("workers", "2"));
        server = WeirServer.start(engine, "127.0.0.1", 0, limits);
    }

    public static TestServer start() {
        return new TestServer(ServerLimits.defaults());
    }

    static TestServer start(ServerLimits limits) {
        return new TestServer(limits);
    }

    /** Limits that are reached within the patience of a test. */
    static ServerLimits hasty() {
        ServerLimits usual = ServerLimits.defaults();
        return new ServerLimits(
                200,
                20,
                10,
                1 << 20,
                8 << 20,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                usual.unused(),
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }

    public String url() {
        return server.url() + ";time-zone=UTC;parallelism=2";
    }

    String avaticaUrl() {
        return "jdbc:avatica:remote:url=http://127.0.0.1:" + port() + ";serialization=protobuf";
    }

    int port() {
        return server.port();
    }

    WeirServer server() {
        return server;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** A session of the engine itself, to see what is left in it. */
    long runningThreads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    static void run(Connection connection, String... statements) throws SQLException {
        for (String sql : List.of(statements)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
