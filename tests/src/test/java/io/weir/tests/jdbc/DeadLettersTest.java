// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records and rows that statements do without: where they are seen, and how they are counted. */
@Timeout(60)
class DeadLettersTest {
    @TempDir
    Path files;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException, IOException {
        connection = DriverManager.getConnection(Weir.url() + ";dead-letters.max-rows=3;files.roots=" + files);
        Files.writeString(
                files.resolve("t.json"), "{\"n\": 1}\n{\"n\": two}\n\"three\"\r\n{\"n\": 0}\n{\"n\": \"x\"}\n");
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        table("dead", "dead-letter");
        table("gone", "drop");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void table(String name, String onError) throws SQLException {
        Weir.run(
                connection,
                "CREATE TABLE " + name
                        + " (n BIGINT) WITH ('connector' = 'filesystem', 'path' = 't.json', 'format' = 'json',"
                        + " 'on-error' = '" + onError + "')");
    }

    private List<String> letters() throws SQLException {
        return Weir.rows(
                connection, "SELECT table_name, place, code, DECODE(record, 'UTF-8'), weight FROM weir.dead_letters");
    }

    @Test
    void aRecordThatCannotBeDecodedStandsThereWithItsPlaceAndItsBytes() throws SQLException {
        assertThat(Weir.rows(connection, "SELECT n FROM dead")).containsExactly("1", "0");
        assertThat(letters())
                .containsExactly(
                        "dead | t.json:2 | DAT-4100 | {\"n\": two} | 1",
                        "dead | t.json:3 | DAT-4100 | \"three\" | 1",
                        "dead | t.json:5 | DAT-4100 | {\"n\": \"x\"} | 1");
    }

    @Test
    void aResultSaysAtItsEndHowManyRecordsItDoesWithout() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT n FROM dead")) {
            Weir.rows(result, Integer.MAX_VALUE);
            assertThat(result.getWarnings().getMessage()).isEqualTo("3 records were left out, see weir.dead_letters");
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT n FROM gone")) {
            Weir.rows(result, Integer.MAX_VALUE);
            assertThat(result.getWarnings().getMessage()).contains("3 records were left out");
        }
    }

    @Test
    void anInsertThatEndsCountsWhatItLeftOut() throws SQLException {
        Weir.run(connection, "SET 'on-error' = 'dead-letter'");
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO hole SELECT 6 / n FROM dead"))
                    .isEqualTo(1);
            assertThat(statement.getWarnings().getMessage()).contains("4 records were left out");
        }
        try (Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            assertThat(jobs.next()).isTrue();
            assertThat(jobs.getLong("rows_read")).isEqualTo(5);
            assertThat(jobs.getLong("rows_written")).isEqualTo(1);
            assertThat(jobs.getLong("dead_letters")).isEqualTo(4);
            assertThat(jobs.getLong("dropped")).isZero();
        }
        assertThat(letters())
                .as("the newest three")
                .hasSize(3)
                .anyMatch(letter ->
                        letter.startsWith("null | Project") && letter.endsWith(" | DAT-4002 | {\"n\": 0} | 1"));
    }

    @Test
    void anInsertThatEndsFailsUnlessItIsToldOtherwise() {
        assertThatThrownBy(() -> Weir.run(connection, "INSERT INTO hole SELECT 6 / n FROM (VALUES (0)) AS t (n)"))
                .hasMessageContaining("DAT-4002")
                .hasMessageContaining("weir.dead_letters");
    }

    @Test
    void anEndlessInsertGoesOnWithoutThem() throws SQLException {
        Weir.run(connection, Weir.ticks("ticks", 1000));
        Weir.run(connection, "INSERT INTO hole SELECT 6 / (n - 2) FROM ticks");
        long letters = 0;
        while (letters < 10) {
            try (Statement statement = connection.createStatement();
                    ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
                assertThat(jobs.next()).isTrue();
                assertThat(jobs.getString("state")).isEqualTo("RUNNING");
                letters = jobs.getLong("dead_letters");
            }
        }
        assertThat(Weir.rows(connection, "SELECT job_id, code, DECODE(record, 'UTF-8') FROM weir.dead_letters"))
                .hasSize(3)
                .containsOnly("job-1 | DAT-4002 | {\"n\": 2}");
        Weir.run(connection, "STOP JOB 'job-1'");
    }

    @Test
    void aWatchedFileIsReadOnBehindWhatCannotBeDecoded() throws SQLException, IOException {
        Files.writeString(files.resolve("watched.json"), "{\"n\": 1}\nno\n");
        Weir.run(
                connection,
                "CREATE TABLE watched (n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'watched.json', 'format' ="
                        + " 'json', 'source.monitor-interval' = '10 ms')");
        Weir.run(connection, "INSERT INTO hole SELECT n FROM watched");
        while (letters().isEmpty()) {
            assertThat(Weir.rows(connection, "SHOW JOBS").get(0)).contains("| RUNNING |");
        }
        assertThat(letters()).containsExactly("watched | watched.json:2 | DAT-4100 | no | 1");
        Weir.run(connection, "STOP JOB 'job-1'");
    }

    @Test
    void theTableIsReadLikeAnyOther() throws SQLException {
        Weir.rows(connection, "SELECT n FROM dead");
        assertThat(
                        Weir.rows(
                                connection,
                                "SELECT d.code, COUNT(*) FROM WEIR.Dead_Letters AS d WHERE d.place <> 't.json:2' GROUP BY d.code"))
                .containsExactly("DAT-4100 | 2");
        Weir.run(connection, "CREATE VIEW bad AS SELECT place FROM weir.dead_letters");
        assertThat(Weir.rows(connection, "SELECT place FROM bad ORDER BY place DESC LIMIT 1"))
                .containsExactly("t.json:5");
        assertThat(Weir.rows(connection, "DESCRIBE weir.dead_letters")).hasSize(8);
    }

    @Test
    void theTableCanOnlyBeRead() {
        assertThatThrownBy(() -> Weir.run(connection, "INSERT INTO weir.dead_letters SELECT * FROM weir.dead_letters"))
                .hasMessageContaining("can only be read");
        assertThatThrownBy(() -> Weir.run(connection, "DROP TABLE weir.dead_letters"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Weir.rows(connection, "SELECT * FROM weir.dead_leters"))
                .hasMessageContaining("weir.dead_leters")
                .hasMessageContaining("weir.dead_letters");
    }
}
