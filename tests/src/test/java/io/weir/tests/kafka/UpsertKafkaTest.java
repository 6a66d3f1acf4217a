// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.Topics;
import io.weir.tests.jdbc.Weir;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of {@code upsert-kafka}: the last row of each key counts, and a record without a value deletes. */
@Timeout(120)
class UpsertKafkaTest {
    private final String bootstrap = TestBroker.shared().bootstrap();
    private final Topics topics = new Topics(bootstrap);

    private String table(String name, String columns, String more) {
        return """
                CREATE TABLE %s (%s) WITH ('connector' = 'upsert-kafka', 'topic' = '%s',
                  'properties.bootstrap.servers' = '%s', 'key.format' = 'json', 'value.format' = 'json'%s)""".formatted(name, columns, name, bootstrap, more);
    }

    private List<String> records(String topic) {
        return topics.read(topic).stream()
                .map(each -> text(each.key()) + " -> " + text(each.value()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "nothing" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aSnapshotHasTheLastRowOfEachKeyAndNoDeletedOnes() throws SQLException {
        topics.create("cities", 3);
        topics.sendKeyed("cities", "{\"id\":1}", "{\"id\":1,\"name\":\"Bonn\"}");
        topics.sendKeyed("cities", "{\"id\":2}", "{\"id\":2,\"name\":\"Rome\"}");
        topics.sendKeyed("cities", "{\"id\":1}", "{\"id\":1,\"name\":\"Berlin\"}");
        topics.sendKeyed("cities", "{\"id\":2}", null);
        topics.sendKeyed("cities", "{\"id\":3}", null);
        topics.sendKeyed("cities", "{\"id\":4}", "{\"id\":4,\"name\":\"Oslo\"}");
        try (Connection connection = Weir.open()) {
            Weir.run(
                    connection,
                    table(
                            "cities",
                            "id INT, name STRING NOT NULL, PRIMARY KEY (id) NOT ENFORCED",
                            ", 'scan.bounded.mode' = 'latest-offset'"));
            assertThat(Weir.rows(connection, "SELECT id, name FROM cities ORDER BY id"))
                    .containsExactly("1 | Berlin", "4 | Oslo");
            assertThat(Weir.rows(connection, "SELECT COUNT(*) FROM cities")).containsExactly("2");
        }
    }

    @Test
    void anEndlessSelectShowsChanges() throws SQLException {
        topics.create("moods", 1);
        topics.sendKeyed("moods", "{\"who\":\"Ada\"}", "{\"mood\":\"calm\"}");
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute(table(
                    "moods",
                    "who STRING, mood STRING, PRIMARY KEY (who) NOT ENFORCED",
                    ", 'value.fields-include' = 'EXCEPT_KEY'"));
            try (ResultSet rows = statement.executeQuery("SELECT who, mood FROM moods")) {
                assertThat(Weir.rows(rows, 1)).containsExactly("+I | Ada | calm");
                topics.sendKeyed("moods", "{\"who\":\"Ada\"}", "{\"mood\":\"glad\"}");
                assertThat(Weir.rows(rows, 2)).containsExactly("-U | Ada | calm", "+U | Ada | glad");
                topics.sendKeyed("moods", "{\"who\":\"Ada\"}", null);
                assertThat(Weir.rows(rows, 1)).containsExactly("-D | Ada | glad");
            }
        }
    }

    @Test
    void anUpdatingQueryIsWrittenAsUpsertsAndDeletes() throws SQLException {
        topics.create("orders_in", 1);
        topics.create("per_shop", 2);
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute(table("orders_in", "id INT, shop STRING, PRIMARY KEY (id) NOT ENFORCED", ""));
            statement.execute(table("per_shop", "shop STRING, orders BIGINT, PRIMARY KEY (shop) NOT ENFORCED", ""));
            topics.sendKeyed("orders_in", "{\"id\":1}", "{\"id\":1,\"shop\":\"north\"}");
            statement.execute("INSERT INTO per_shop SELECT shop, COUNT(*) FROM orders_in GROUP BY shop");
            try (Connection second = Weir.open();
                    Statement watching = second.createStatement()) {
                watching.execute(table("per_shop", "shop STRING, orders BIGINT, PRIMARY KEY (shop) NOT ENFORCED", ""));
                try (ResultSet rows = watching.executeQuery("SELECT shop, orders FROM per_shop")) {
                    assertThat(Weir.rows(rows, 1)).containsExactly("+I | north | 1");
                    topics.sendKeyed("orders_in", "{\"id\":1}", "{\"id\":1,\"shop\":\"south\"}");
                    assertThat(Weir.rows(rows, 2)).containsExactlyInAnyOrder("-D | north | 1", "+I | south | 1");
                    topics.sendKeyed("orders_in", "{\"id\":2}", "{\"id\":2,\"shop\":\"south\"}");
                    assertThat(Weir.rows(rows, 2)).containsExactly("-U | south | 1", "+U | south | 2");
                }
            }
        }
        assertThat(records("per_shop"))
                .containsExactlyInAnyOrder(
                        "{\"shop\":\"north\"} -> {\"shop\":\"north\",\"orders\":1}",
                        "{\"shop\":\"north\"} -> nothing",
                        "{\"shop\":\"south\"} -> {\"shop\":\"south\",\"orders\":1}",
                        "{\"shop\":\"south\"} -> {\"shop\":\"south\",\"orders\":2}");
    }

    @Test
    void ofSeveralRowsWithOneKeyTheGreatestIsWrittenAndTheOthersAreCounted() throws SQLException {
        topics.create("staff", 1);
        topics.create("best", 1);
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute(table("staff", "id INT, shop STRING, sold INT, PRIMARY KEY (id) NOT ENFORCED", ""));
            statement.execute(table("best", "shop STRING, sold INT, PRIMARY KEY (shop) NOT ENFORCED", ""));
            topics.sendKeyed("staff", "{\"id\":1}", "{\"id\":1,\"shop\":\"north\",\"sold\":5}");
            topics.sendKeyed("staff", "{\"id\":2}", "{\"id\":2,\"shop\":\"north\",\"sold\":9}");
            topics.sendKeyed("staff", "{\"id\":3}", "{\"id\":3,\"shop\":\"north\",\"sold\":7}");
            statement.execute("INSERT INTO best SELECT shop, sold FROM staff");
            assertThat(statement.getWarnings().getMessage()
                            + statement.getWarnings().getNextWarning())
                    .contains("not proven to be a key");
            awaitBest("{\"shop\":\"north\",\"sold\":9}");
            awaitConflicts(connection, 2);
            topics.sendKeyed("staff", "{\"id\":2}", null);
            awaitBest("{\"shop\":\"north\",\"sold\":7}");
            awaitConflicts(connection, 1);
            topics.sendKeyed("staff", "{\"id\":1}", "{\"id\":1,\"shop\":\"south\",\"sold\":5}");
            awaitBest("{\"shop\":\"south\",\"sold\":5}");
            awaitConflicts(connection, 0);
        }
        // a row that is not the greatest goes without a word
        assertThat(records("best")).doesNotContain("{\"shop\":\"north\"} -> nothing");
    }

    private void awaitBest(String value) {
        while (records("best").stream().noneMatch(each -> each.endsWith(value))) {
            Thread.onSpinWait();
        }
    }

    private static void awaitConflicts(Connection connection, long rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
                    assertThat(jobs.next()).isTrue();
                    if (jobs.getLong("conflicts") == rows) {
                        return;
                    }
                }
            }
        }
    }
}
