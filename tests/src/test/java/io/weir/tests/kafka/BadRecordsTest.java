// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.Topics;
import io.weir.tests.jdbc.Weir;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What SQL says of records that cannot be decoded, of secrets, and of queries that a topic cannot take. */
@Timeout(120)
class BadRecordsTest {
    private final String bootstrap = TestBroker.shared().bootstrap();
    private final Topics topics = new Topics(bootstrap);

    private String table(String name, String topic, String more) {
        return """
                CREATE TABLE %s (id INT, word STRING) WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'json',
                  'properties.bootstrap.servers' = '%s'%s)""".formatted(name, topic, bootstrap, more);
    }

    @Test
    void aPoisonRecordIsDroppedOrFailsTheQueryAsTheTableSays() throws SQLException {
        topics.create("mixed", 1);
        topics.send("mixed", "{\"id\":1,\"word\":\"a\"}", "{\"id\":\"x\"}", "{\"id\":2,\"word\":\"b\"}");
        try (Connection connection = Weir.open()) {
            Weir.run(
                    connection,
                    table("dropping", "mixed", ", 'scan.bounded.mode' = 'latest-offset', 'on-error' = 'drop'"));
            assertThat(Weir.rows(connection, "SELECT id, word FROM dropping")).containsExactly("1 | a", "2 | b");
            Weir.run(connection, table("failing", "mixed", ", 'on-error' = 'fail'"));
            assertThatThrownBy(() -> Weir.rows(connection, "SELECT id, word FROM failing"))
                    .hasMessageContaining("DAT-4100")
                    .hasMessageContaining("mixed/0/1");
        }
    }

    @Test
    void secretsAreMasked() throws SQLException {
        try (Connection connection = Weir.open()) {
            Weir.run(
                    connection,
                    table(
                            "locked",
                            "mixed",
                            ", 'sasl.mechanism' = 'PLAIN', 'sasl.username' = 'u', 'sasl.password' = 'hush'"));
            List<String> shown = Weir.rows(connection, "SHOW CREATE TABLE locked");
            assertThat(shown.toString()).contains("'sasl.password' = '***'").doesNotContain("hush");
        }
    }

    @Test
    void anUpdatingQueryIsRefusedWithAWayOut() throws SQLException {
        try (Connection connection = Weir.open()) {
            Weir.run(connection, Weir.ticks("ticks", 10));
            Weir.run(connection, table("out_topic", "mixed", ""));
            assertThatThrownBy(() ->
                            Weir.run(connection, "INSERT INTO out_topic SELECT CAST(COUNT(*) AS INT), 'x' FROM ticks"))
                    .hasMessageContaining("STR-3005");
        }
    }

    @Test
    void anInsertSaysWhatIsPromised() throws SQLException {
        topics.create("promised", 1);
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute(Weir.ticks("ticks", 10));
            statement.execute(table("promised", "promised", ""));
            statement.execute("INSERT INTO promised SELECT CAST(n AS INT), 'x' FROM ticks");
            assertThat(statement.getWarnings().getMessage()).contains("\"promised\" at-least-once");
        }
    }

    @Test
    void aWindowOverATopicClosesThoughOnePartitionIsSilent() throws SQLException {
        topics.create("timed", 2);
        topics.send(
                "timed",
                "{\"id\":1,\"at_time\":\"2026-01-01 00:00:01\"}",
                "{\"id\":2,\"at_time\":\"2026-01-01 00:00:30\"}",
                "{\"id\":3,\"at_time\":\"2026-01-01 00:01:05\"}");
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE timed (id INT, at_time TIMESTAMP(3), WATERMARK FOR at_time AS at_time)
                    WITH ('connector' = 'kafka', 'topic' = 'timed', 'format' = 'json',
                      'properties.bootstrap.servers' = '%s', 'scan.watermark.idle-timeout' = '200 ms')""".formatted(bootstrap));
            try (ResultSet rows = statement.executeQuery("""
                    SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(at_time), INTERVAL '1' MINUTE))
                    GROUP BY window_start, window_end""")) {
                assertThat(Weir.rows(rows, 1)).hasSize(1).first().asString().endsWith("| 2");
            }
        }
    }
}
