// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.weir.spi.session.Session;
import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our driver against a server that knows Avatica's protocol alone: one that lets nothing of ours through. */
@Timeout(60)
class AvaticaFallbackTest {
    private TestServer server;
    private HttpServer front;
    private ExecutorService threads;
    private Connection connection;

    @BeforeEach
    void open() throws IOException, SQLException {
        server = TestServer.start();
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        front.setExecutor(threads);
        front.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestURI().getPath().startsWith("/weir/")) {
                    exchange.sendResponseHeaders(500, -1);
                    return;
                }
                var answer = RawHttp.answer(server.port(), "/", body);
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        front.start();
        connection = DriverManager.getConnection(
                "jdbc:weir://127.0.0.1:" + front.getAddress().getPort() + ";time-zone=UTC");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        front.stop(0);
        threads.shutdownNow();
        server.close();
    }

    @Test
    void valuesArrive() throws SQLException {
        assertThat(Weir.rows(
                        connection,
                        "SELECT TRUE, CAST(1 AS TINYINT), 3, CAST(4 AS BIGINT), CAST(1.5 AS FLOAT), CAST(2.5 AS DOUBLE),"
                                + " CAST(12.34 AS DECIMAL(10, 2)), 'täxt', DATE '2026-02-28', TIMESTAMP '2026-01-02 03:04:05.678',"
                                + " ARRAY[1, 2], CAST(NULL AS INT) FROM (VALUES (1)) AS t (a)"))
                .containsExactly(
                        "true | 1 | 3 | 4 | 1.5 | 2.5 | 12.34 | täxt | 2026-02-28 | 2026-01-02 03:04:05.678 | [1, 2] | null");
    }

    @Test
    void aLongResultComesWhole() throws SQLException {
        Weir.run(
                connection,
                "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '10000')");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT n FROM numbers")) {
            for (int i = 1; i <= 10_000; i++) {
                assertThat(result.next()).isTrue();
                assertThat(result.getLong(1)).isEqualTo(i);
            }
            assertThat(result.next()).isFalse();
        }
    }

    @Test
    void parametersArrive() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS BIGINT), CAST(? AS STRING), CAST(? AS TIMESTAMP(3)), CAST(? AS DECIMAL(10, 2)), CAST(? AS INT)"
                        + " FROM (VALUES (1)) AS t (a)")) {
            statement.setLong(1, 1L << 40);
            statement.setString(2, "tëxt");
            statement.setTimestamp(3, Timestamp.valueOf("2026-03-04 05:06:07.089"));
            statement.setBigDecimal(4, new BigDecimal("1.5"));
            statement.setNull(5, java.sql.Types.INTEGER);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(1L << 40);
                assertThat(row.getString(2)).isEqualTo("tëxt");
                assertThat(row.getTimestamp(3)).isEqualTo(Timestamp.valueOf("2026-03-04 05:06:07.089"));
                assertThat(row.getBigDecimal(4)).isEqualTo(new BigDecimal("1.50"));
                assertThat(row.getObject(5)).isNull();
            }
        }
    }

    @Test
    void cancelWakesAReaderThatWaits() throws Exception {
        Weir.run(connection, Weir.ticks("ticks", 20));
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT n FROM ticks");
            assertThat(rows.next()).isTrue();
            CompletableFuture<SQLException> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    while (rows.next()) {
                        rows.getLong(1);
                    }
                    return new SQLException("it ended");
                } catch (SQLException e) {
                    return e;
                }
            });
            statement.cancel();
            assertThat(reader.get(3, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void countsAndErrorsAreTold() throws SQLException {
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO hole VALUES (1), (2)"))
                    .isEqualTo(2);
        }
        assertThatThrownBy(() -> Weir.run(connection, "SELECT amuont FROM hole"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getMessage()).contains("amuont", "42703"));
        assertThat(connection.unwrap(Session.class).metadata().tables()).hasSize(1);
    }
}
