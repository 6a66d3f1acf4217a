// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connectors.kafka.Tables.Reading;
import io.weir.kafkabroker.BrokerProcess;
import io.weir.kafkabroker.TestBroker;
import io.weir.spi.connector.Source;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with passwords, over connections with and without TLS. */
@Timeout(180)
class SecurityTest {
    /** Every character that has a meaning where the login is written down. */
    private static final String PASSWORD = "p\"a\\s's;=word";

    @TempDir
    static Path folder;

    private static BrokerProcess broker;
    private static int plainPort;
    private static int tlsPort;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path store = folder.resolve("broker.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("broker.pem").toString());
        plainPort = BrokerProcess.freePort();
        tlsPort = BrokerProcess.freePort();
        String login = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
        broker = TestBroker.own(Map.ofEntries(
                Map.entry("listeners", "SASL://127.0.0.1:" + plainPort + ",TLS://127.0.0.1:" + tlsPort),
                Map.entry("advertised.listeners", "SASL://127.0.0.1:" + plainPort + ",TLS://localhost:" + tlsPort),
                Map.entry("listener.security.protocol.map", "SASL:SASL_PLAINTEXT,TLS:SASL_SSL"),
                Map.entry("listener.name.sasl.sasl.enabled.mechanisms", "SCRAM-SHA-256,PLAIN"),
                Map.entry("listener.name.tls.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry("listener.name.sasl.scram-sha-256.sasl.jaas.config", login),
                Map.entry("listener.name.tls.scram-sha-512.sasl.jaas.config", login),
                Map.entry(
                        "listener.name.sasl.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_bob=\"bobpw\";"),
                Map.entry("ssl.keystore.location", store.toString()),
                Map.entry("ssl.keystore.password", "changeit")));
        Tables admin = new Tables(broker.bootstrap());
        for (ScramMechanism mechanism : List.of(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)) {
            List<UserScramCredentialAlteration> user = List.of(
                    new UserScramCredentialUpsertion("alice", new ScramCredentialInfo(mechanism, 4096), PASSWORD));
            admin.topics.administer(
                    each -> each.alterUserScramCredentials(user).all().get());
        }
        admin.topics.create("secret", 1);
        admin.topics.send("secret", Tables.json(1, "hush"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void reads(Tables tables, String... options) {
        Source source = tables.words("secret", options);
        try (Reading reading = tables.open(source, "secret-0")) {
            assertThat(reading.rows(1)).containsExactly(Arrays.asList(1L, "hush"));
        }
    }

    @Test
    void scramAndPlainPasswordsOpenTheTopic() {
        Tables tables = new Tables("127.0.0.1:" + plainPort);
        reads(tables, "sasl.mechanism", "SCRAM-SHA-256", "sasl.username", "alice", "sasl.password", PASSWORD);
        reads(
                tables,
                "properties.security.protocol",
                "SASL_PLAINTEXT",
                "properties.sasl.mechanism",
                "PLAIN",
                "sasl.username",
                "bob",
                "sasl.password",
                "bobpw");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        Tables tables = new Tables("127.0.0.1:" + plainPort);
        Source source = tables.words(
                "secret", "sasl.mechanism", "SCRAM-SHA-256", "sasl.username", "alice", "sasl.password", "wrongpw");
        assertThatThrownBy(source::splits).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_REFUSED);
            assertThat(e.render(null)).doesNotContain("wrongpw").contains(tables.bootstrap);
        });
        assertThatThrownBy(() -> tables.writer(
                        Tables.WORDS,
                        Map.of(),
                        "topic",
                        "secret",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.username",
                        "bob",
                        "sasl.password",
                        "wrongpw"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_REFUSED);
                    assertThat(e.render(null)).doesNotContain("wrongpw");
                });
    }

    @Test
    void tlsTrustsTheCertificateThatIsNamedAndNoOther() throws IOException {
        Tables tables = new Tables("localhost:" + tlsPort);
        tables.root = folder;
        String[] login = {"sasl.mechanism", "SCRAM-SHA-512", "sasl.username", "alice", "sasl.password", PASSWORD};
        reads(tables, with(login, "ssl.truststore.certificates", Files.readString(folder.resolve("broker.pem"))));
        reads(tables, with(login, "ssl.truststore.location", "broker.pem", "ssl.truststore.type", "PEM"));
        Source untrusted = tables.words("secret", with(login, "security.protocol", "SASL_SSL"));
        assertThatThrownBy(untrusted::splits)
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_REFUSED));
    }

    @Test
    void theNameInTheCertificateIsCompared() throws IOException {
        Tables tables = new Tables("127.0.0.1:" + tlsPort);
        Source source = tables.words(
                "secret",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.username",
                "alice",
                "sasl.password",
                PASSWORD,
                "ssl.truststore.certificates",
                Files.readString(folder.resolve("broker.pem")));
        assertThatThrownBy(source::splits)
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_REFUSED));
    }

    @Test
    void aFileOutsideTheRootsIsNotRead() {
        Tables tables = new Tables("localhost:" + tlsPort);
        tables.root = folder;
        assertThatThrownBy(() -> tables.words("secret", "ssl.truststore.location", "../../etc/passwd"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_OUTSIDE_ROOTS));
    }

    private static String[] with(String[] options, String... more) {
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return all;
    }
}
