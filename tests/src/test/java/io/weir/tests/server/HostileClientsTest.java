// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Session;
import io.weir.spi.wire.WireErrors;
import io.weir.spi.wire.WireInput;
import io.weir.spi.wire.WireOutput;
import io.weir.spi.wire.WireProtocol;
import io.weir.spi.wire.WireProtocol.Verb;
import io.weir.spi.wire.WireValues;
import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers send: it is refused without harm, and others go on. */
@Timeout(120)
class HostileClientsTest {
    private TestServer server;

    @BeforeEach
    void open() {
        server = TestServer.start(TestServer.hasty());
    }

    /** Whatever was sent, the server serves. */
    @AfterEach
    void close() throws SQLException {
        try (Connection connection = server.connect()) {
            assertThat(Weir.rows(connection, "VALUES (1)")).containsExactly("1");
        } finally {
            server.close();
        }
    }

    private String reply(String text) throws IOException {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send(text);
            return raw.untilClosed();
        }
    }

    private String post(String headers, String body) {
        return "POST /weir/1/open HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n" + headers + "\r\n" + body;
    }

    private static SqlException error(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("io.weir", "\tat ");
        return WireErrors.read(new WireInput(answer.body()));
    }

    // ---- what is not a request

    @Test
    void garbageIsCutOff() throws IOException {
        Random random = new Random(7331);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[random.nextInt(5000) + 1];
            random.nextBytes(garbage);
            try (RawHttp raw = new RawHttp(server.port())) {
                raw.send(garbage);
                raw.socket().shutdownOutput();
                raw.untilClosed();
            }
        }
        assertThat(reply("\u0016\u0003\u0001\u0002\u0000\u0001\u0000 a TLS hello\r\n\r\n"))
                .isEmpty();
        assertThat(reply("GET / HTTP/9.9 what\r\n\r\n")).doesNotContain("200 OK");
    }

    @Test
    void headersWithoutEndAreCutOff() throws IOException {
        assertThat(reply("POST / HTTP/1.1\r\n" + "X-More: more\r\n".repeat(5000)))
                .doesNotContain("200");
        assertThat(reply("POST /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n")).doesNotContain("200");
    }

    @Test
    void aRequestThatNeverEndsIsCutOff() throws IOException {
        long before = System.nanoTime();
        assertThat(reply("")).isEmpty();
        assertThat(reply("POST /weir/1/open HTTP/1.1\r\nHost: loc")).isEmpty();
        assertThat(reply(post("Content-Length: 100\r\n", "only this"))).isEmpty();
        assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        assertThat(reply(post("Content-Length: 2000000000\r\n", "")))
                .startsWith("HTTP/1.1 413")
                .contains("LIM-2006");
        assertThat(reply(post("Content-Length: -1\r\n", ""))).doesNotContain("200");
        assertThat(reply(post("Content-Length: 99999999999999999999\r\n", ""))).doesNotContain("200");
        assertThat(reply(post("Content-Length: 5\r\nContent-Length: 6\r\n", "12345")))
                .doesNotContain("200");
    }

    @Test
    void aBodyInPiecesIsRefusedWhenItGrowsTooLarge() throws IOException {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send(post("Transfer-Encoding: chunked\r\n", ""));
            String piece = "10000\r\n" + "x".repeat(65536) + "\r\n";
            try {
                for (int i = 0; i < 100; i++) {
                    raw.send(piece);
                }
            } catch (IOException e) {
                // cut off while it sent
            }
            assertThat(raw.untilClosed()).doesNotContain("200 OK");
        }
    }

    @Test
    void manyHalfBodiesTogetherAreBounded() throws IOException {
        List<RawHttp> all = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                RawHttp raw = new RawHttp(server.port());
                all.add(raw);
                raw.send(post("Content-Length: 1000000\r\n", "x".repeat(900_000)));
            }
            int refused = 0;
            for (RawHttp raw : all) {
                refused += raw.untilClosed().contains("429") ? 1 : 0;
            }
            assertThat(refused).isGreaterThan(10);
        } finally {
            for (RawHttp raw : all) {
                raw.close();
            }
        }
    }

    @Test
    void aRequestBeforeTheAnswerToTheLastIsCutOff() throws IOException {
        String one = post("Content-Length: 2\r\n", "\u0000\u0000");
        assertThat(reply(one.repeat(20)))
                .satisfies(answers ->
                        assertThat(answers.split("HTTP/1.1 200", -1).length).isLessThan(20));
    }

    // ---- web pages

    @Test
    void webPagesAreNotAnswered() throws IOException {
        assertThat(reply("POST /weir/1/open HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("SEC-8103");
        assertThat(reply("POST /weir/1/open HTTP/1.1\r\nHost: 127.0.0.1.evil.example:80\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(reply("POST /weir/1/open HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(reply(post("Origin: http://localhost\r\nContent-Length: 0\r\n", "")))
                .startsWith("HTTP/1.1 403");
        assertThat(reply("OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("Access-Control");
        assertThat(reply("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 405");
    }

    // ---- broken messages

    @Test
    void truncatedMessagesOfOurProtocolAreRefused() throws Exception {
        String id = session();
        WireOutput whole = new WireOutput();
        whole.fourBytes(1);
        whole.text("SELECT ? FROM (VALUES (1)) AS t (a)");
        WireValues.writeAll(List.of("text", 1, 2L, List.of(1, 2), Map.of("k", "v")), whole);
        whole.eightBytes(0);
        whole.flag(false);
        for (int length = 0; length < whole.size(); length++) {
            byte[] part = java.util.Arrays.copyOf(whole.array(), length);
            HttpResponse<byte[]> answer =
                    RawHttp.answer(server.port(), Verb.EXECUTE.path(), part, WireProtocol.SESSION_HEADER, id);
            assertThat(error(answer).code()).isEqualTo(ErrorCode.PROTOCOL);
        }
    }

    @Test
    void randomBytesInMessagesDoNoHarm() throws Exception {
        String id = session();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
            if (verb == Verb.CLOSE || verb == Verb.AWAIT) {
                continue;
            }
            HttpResponse<byte[]> answer =
                    RawHttp.answer(server.port(), verb.path(), body, WireProtocol.SESSION_HEADER, id);
            assertThat(answer.statusCode()).as("seed %d", seed).isIn(200, 400, 404, 429);
        }
    }

    @Test
    void truncatedAndRandomProtobufIsRefused() throws Exception {
        ProtobufTranslationImpl translation = new ProtobufTranslationImpl();
        byte[] whole = translation.serializeRequest(
                new Service.PrepareAndExecuteRequest(UUID.randomUUID().toString(), 1, "SELECT 1", 100, 100));
        for (int length = 0; length < whole.length; length += 3) {
            byte[] answer = RawHttp.post(server.port(), "/", java.util.Arrays.copyOf(whole, length));
            assertThat(translation.parseResponse(answer)).isInstanceOf(Service.ErrorResponse.class);
        }
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            HttpResponse<byte[]> answer = RawHttp.answer(server.port(), "/", broken);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("io.weir", "\tat ");
        }
        assertThat(new String(
                        RawHttp.post(
                                server.port(),
                                "/",
                                "{\"request\":\"openConnection\"}".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .contains("serialization=protobuf");
    }

    // ---- other people's sessions

    private String session() throws Exception {
        WireOutput request = new WireOutput();
        request.text("");
        request.texts(Map.of());
        return new WireInput(RawHttp.post(server.port(), Verb.OPEN.path(), request.toByteArray())).text();
    }

    private HttpResponse<byte[]> cancel(String session, int number) throws Exception {
        WireOutput request = new WireOutput();
        request.fourBytes(number);
        return RawHttp.answer(
                server.port(), Verb.CANCEL.path(), request.toByteArray(), WireProtocol.SESSION_HEADER, session);
    }

    @Test
    void idsCannotBeGuessed() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(session());
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void unknownSessionsAreRefused() throws Exception {
        for (String id : List.of("", "0", "avatica:0", "f".repeat(32), "'; DROP")) {
            assertThat(error(cancel(id, 1)).code()).isEqualTo(ErrorCode.SESSION_UNKNOWN);
        }
    }

    @Test
    void oneClientCannotCancelTheQueryOfAnother() throws Exception {
        try (Connection victim = server.connect();
                Statement statement = victim.createStatement()) {
            Weir.run(victim, Weir.ticks("ticks", 50));
            var rows = statement.executeQuery("SELECT n FROM ticks");
            assertThat(rows.next()).isTrue();
            String other = session();
            for (int number = -1; number < 20; number++) {
                assertThat(cancel(other, number).statusCode()).isEqualTo(200);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void propertiesThatAreNoSessionOptionsAreRefused() throws Exception {
        for (String key :
                List.of("files.roots", "workers", "fileSystem", "httpclient_impl", "model", "schemaFactory")) {
            WireOutput request = new WireOutput();
            request.text("");
            request.texts(Map.of(key, "x"));
            HttpResponse<byte[]> answer = RawHttp.answer(server.port(), Verb.OPEN.path(), request.toByteArray());
            assertThat(error(answer).code()).isEqualTo(ErrorCode.OPTION_UNKNOWN);
        }
    }

    // ---- too many

    @Test
    void sessionsAndStatementsAreBounded() throws Exception {
        List<Connection> all = new ArrayList<>();
        SQLException refusal = null;
        try {
            while (all.size() < 100) {
                all.add(server.connect());
            }
        } catch (SQLException e) {
            refusal = e;
        }
        assertThat(all).hasSize(20);
        assertThat((Throwable) refusal).isNotNull();
        assertThat(refusal.getSQLState()).isEqualTo("53300");
        Session session = all.get(0).unwrap(Session.class);
        session.execute(Weir.ticks("ticks", 1), List.of(), io.weir.spi.session.ExecuteOptions.none());
        SqlException tooMany = org.assertj.core.api.Assertions.catchThrowableOfType(SqlException.class, () -> {
            for (int i = 0; i < 100; i++) {
                session.execute("SELECT n FROM ticks", List.of(), io.weir.spi.session.ExecuteOptions.none());
            }
        });
        assertThat(tooMany.code()).isEqualTo(ErrorCode.TOO_MANY_STATEMENTS);
        for (Connection connection : all) {
            connection.close();
        }
        try (Connection again = server.connect()) {
            assertThat(again.isClosed()).isFalse();
        }
    }

    @Test
    void aStormOfConnectionsPasses() throws Exception {
        List<Socket> storm = new ArrayList<>();
        try {
            for (int i = 0; i < 2000; i++) {
                storm.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
        } finally {
            for (Socket socket : storm) {
                socket.close();
            }
        }
        try (Connection connection = server.connect()) {
            assertThat(Weir.rows(connection, "VALUES (1)")).containsExactly("1");
        }
    }
}
