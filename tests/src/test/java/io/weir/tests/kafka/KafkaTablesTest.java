// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.Topics;
import io.weir.tests.jdbc.Weir;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of {@code kafka}, read and written with SQL. */
@Timeout(120)
class KafkaTablesTest {
    private final String bootstrap = TestBroker.shared().bootstrap();
    private final Topics topics = new Topics(bootstrap);

    private String with(String topic, String more) {
        return " WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', %s)"
                .formatted(topic, bootstrap, more);
    }

    @Test
    void selectReadsJsonAsItComes() throws SQLException {
        topics.create("greetings", 2);
        topics.send("greetings", "{\"name\":\"Ada\",\"n\":1}", "{\"name\":\"Bob\",\"n\":2}");
        try (Connection connection = DriverManager.getConnection(Weir.url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE greetings (name STRING, n INT)" + with("greetings", "'format' = 'json'"));
            try (ResultSet rows = statement.executeQuery("SELECT name, n FROM greetings WHERE n > 0")) {
                assertThat(Weir.rows(rows, 2)).containsExactly("Ada | 1", "Bob | 2");
                topics.send("greetings", "{\"name\":\"Cy\",\"n\":3}");
                assertThat(Weir.rows(rows, 1)).containsExactly("Cy | 3");
            }
        }
    }

    @Test
    void insertWritesAndABoundedSelectEnds() throws SQLException {
        topics.create("copied", 1);
        try (Connection connection = DriverManager.getConnection(Weir.url());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE copied (id BIGINT, word STRING, written TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL)"
                            + with("copied", "'format' = 'json', 'scan.bounded.mode' = 'latest-offset'"));
            statement.execute("INSERT INTO copied VALUES (1, 'one'), (2, 'two')");
            try (ResultSet rows =
                    statement.executeQuery("SELECT id, word, written IS NULL FROM copied ORDER BY id DESC")) {
                assertThat(Weir.rows(rows, 10)).containsExactly("2 | two | false", "1 | one | false");
            }
        }
        assertThat(topics.read("copied"))
                .extracting(each -> new String(each.value()))
                .containsExactly("{\"id\":1,\"word\":\"one\"}", "{\"id\":2,\"word\":\"two\"}");
    }
}
