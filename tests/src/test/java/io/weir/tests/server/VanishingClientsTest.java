// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.session.Session;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.Verb;
import io.weir.spi.wire.WireValues;
import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that stop reading, break off or are silent: what they held is freed, and others go on. */
@Timeout(120)
class VanishingClientsTest {
    private static final String FLOOD = "SELECT n FROM flood";

    private TestServer server;

    @BeforeEach
    void open() throws SQLException {
        server = TestServer.start(TestServer.hasty());
        try (Connection connection = server.connect()) {
            Weir.run(connection, FloodConnector.TABLE);
            Weir.run(connection, Weir.ticks("ticks", 100));
        }
    }

    @AfterEach
    void close() {
        server.close();
        await(Duration.ofSeconds(10), () -> FloodConnector.READERS.get() == 0);
    }

    private static void await(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Waits until nothing more is read of the flood. */
    private static long awaitStill() {
        long[] seen = {-1, System.nanoTime()};
        await(Duration.ofSeconds(20), () -> {
            long now = FloodConnector.READ.get();
            if (now != seen[0]) {
                seen[0] = now;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > 500_000_000L;
        });
        return seen[0];
    }

    // ---- slow readers

    @Test
    void whoStopsReadingHoldsBackItsOwnQueryAlone() throws Exception {
        try (Connection slow = server.connect();
                Connection other = server.connect();
                Statement statement = slow.createStatement()) {
            long before = FloodConnector.READ.get();
            ResultSet flood = statement.executeQuery(FLOOD);
            assertThat(flood.next()).isTrue();
            long still = awaitStill();
            // what waits: buffers of the system at both ends, of the connection, of the result, an epoch
            assertThat((still - before) * Long.BYTES).isLessThan(48L << 20);
            try (Statement brisk = other.createStatement();
                    ResultSet ticks = brisk.executeQuery("SELECT n FROM ticks")) {
                for (int i = 0; i < 50; i++) {
                    assertThat(ticks.next()).isTrue();
                }
            }
            assertThat(FloodConnector.READ.get()).isEqualTo(still);
            for (int i = 0; i < 5_000_000; i++) {
                assertThat(flood.next()).isTrue();
                flood.getLong(1);
            }
            assertThat(FloodConnector.READ.get()).isGreaterThan(still);
            statement.cancel();
            SQLException cancelled = catchThrowableOfType(SQLException.class, () -> {
                while (flood.next()) {
                    flood.getLong(1);
                }
            });
            assertThat(cancelled.getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void aSessionWhoseResultIsNotReadIsKept() throws Exception {
        try (Connection slow = server.connect();
                Statement statement = slow.createStatement()) {
            ResultSet flood = statement.executeQuery(FLOOD);
            assertThat(flood.next()).isTrue();
            long until = System.nanoTime() + 5_000_000_000L; // longer than a session may be silent
            await(Duration.ofSeconds(20), () -> System.nanoTime() > until);
            for (int i = 0; i < 1_000_000; i++) {
                assertThat(flood.next()).isTrue();
            }
        }
    }

    // ---- broken off

    private String session() throws Exception {
        WireOutput request = new WireOutput();
        request.text("");
        request.texts(Map.of());
        return new WireInput(RawHttp.post(server.port(), Verb.OPEN.path(), request.toByteArray())).text();
    }

    private RawHttp flood(String session) throws IOException {
        WireOutput request = new WireOutput();
        request.fourBytes(1);
        request.text(FLOOD);
        WireValues.writeAll(List.of(), request);
        request.eightBytes(0);
        request.flag(false);
        RawHttp raw = new RawHttp(server.port());
        raw.send("POST " + Verb.EXECUTE.path() + " HTTP/1.1\r\nHost: localhost\r\n" + WireProtocol.SESSION_HEADER + ": "
                + session + "\r\nContent-Length: " + request.size() + "\r\n\r\n");
        raw.send(request.toByteArray());
        assertThat(raw.in().read()).isEqualTo('H');
        await(Duration.ofSeconds(10), () -> FloodConnector.READERS.get() == 1);
        return raw;
    }

    @Test
    void aBrokenConnectionEndsItsQueryAtOnce() throws Exception {
        RawHttp raw = flood(session());
        raw.close();
        await(Duration.ofSeconds(2), () -> FloodConnector.READERS.get() == 0);
    }

    @Test
    void aResetConnectionEndsItsQueryAtOnce() throws Exception {
        RawHttp raw = flood(session());
        raw.socket().setSoLinger(true, 0);
        raw.close();
        await(Duration.ofSeconds(2), () -> FloodConnector.READERS.get() == 0);
    }

    @Test
    void aSilentClientIsTakenForGoneThoughItsSocketIsOpen() throws Exception {
        String session = session();
        try (RawHttp raw = flood(session)) {
            await(Duration.ofSeconds(8), () -> FloodConnector.READERS.get() == 0);
            assertThat(raw.socket().isConnected()).isTrue();
            WireOutput request = new WireOutput();
            request.text("SELECT 1");
            assertThat(RawHttp.answer(
                                    server.port(),
                                    Verb.PREPARE.path(),
                                    request.toByteArray(),
                                    WireProtocol.SESSION_HEADER,
                                    session)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aClientProcessThatIsKilledLeavesNothing() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "io.weir.shell.Main",
                "sql",
                "--url",
                server.url(),
                "-e",
                FLOOD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process client = builder.redirectErrorStream(true).start();
        try {
            await(Duration.ofSeconds(60), () -> FloodConnector.READERS.get() == 1);
            client.destroyForcibly();
            await(Duration.ofSeconds(5), () -> FloodConnector.READERS.get() == 0);
        } finally {
            client.destroyForcibly();
        }
    }

    // ---- clients of Avatica's protocol

    private static void send(RawHttp raw, Service.Request request) throws IOException {
        byte[] body = new ProtobufTranslationImpl().serializeRequest(request);
        raw.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n");
        raw.send(body);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) raw.in().read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200");
        String length =
                head.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        raw.in().readNBytes(Integer.parseInt(length));
    }

    @Test
    void anAvaticaClientWithoutASocketIsFreed() throws Exception {
        String id = UUID.randomUUID().toString();
        try (RawHttp raw = new RawHttp(server.port())) {
            send(raw, new Service.OpenConnectionRequest(id, Map.of()));
            send(raw, new Service.CreateStatementRequest(id));
            send(raw, new Service.PrepareAndExecuteRequest(id, 1, FLOOD, -1));
            await(Duration.ofSeconds(10), () -> FloodConnector.READERS.get() == 1);
            long until = System.nanoTime() + 3_500_000_000L; // longer than without a socket
            await(Duration.ofSeconds(20), () -> System.nanoTime() > until);
            assertThat(FloodConnector.READERS.get()).isEqualTo(1);
        }
        await(Duration.ofSeconds(6), () -> FloodConnector.READERS.get() == 0);
    }

    // ---- the end of the server

    @Test
    void aServerThatStopsTellsItsReadersAndIsGoneInTime() throws Exception {
        Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet ticks = statement.executeQuery("SELECT n FROM ticks WHERE n < 0");
        CompletableFuture<SQLException> reader =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(SQLException.class, () -> {
                    while (ticks.next()) {
                        ticks.getLong(1);
                    }
                }));
        Statement unread = connection.createStatement();
        assertThat(unread.executeQuery(FLOOD).next()).isTrue();
        awaitStill();
        long before = System.nanoTime();
        server.server().close();
        assertThat(System.nanoTime() - before).isLessThan(6_000_000_000L);
        SQLException error = reader.get(5, TimeUnit.SECONDS);
        assertThat(error.getErrorCode()).isEqualTo(ErrorCode.SHUTTING_DOWN.number());
        assertThat(error.getSQLState()).isEqualTo("57P01");
        await(Duration.ofSeconds(5), () -> FloodConnector.READERS.get() == 0);
        connection.close();
        assertThatThrownBy(() -> DriverManager.getConnection(server.url())).isInstanceOf(SQLException.class);
    }

    @Test
    void aStatementThatFailsHarmsNoOther() throws Exception {
        try (Connection connection = server.connect();
                Statement fine = connection.createStatement();
                Statement failing = connection.createStatement()) {
            ResultSet rows = fine.executeQuery("SELECT n FROM ticks");
            for (int i = 0; i < 5; i++) {
                SQLException error = catchThrowableOfType(SQLException.class, () -> {
                    ResultSet broken = failing.executeQuery("SELECT 1 / (n - n) FROM ticks");
                    while (broken.next()) {
                        broken.getLong(1);
                    }
                });
                assertThat(error.getSQLState()).isEqualTo("22012");
                assertThat(rows.next()).isTrue();
            }
            assertThat(connection.unwrap(Session.class).metadata().tables()).hasSize(2);
        }
    }
}
