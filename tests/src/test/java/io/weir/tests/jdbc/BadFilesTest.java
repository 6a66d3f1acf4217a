// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Files that are missing, forbidden or wrong. */
@Timeout(60)
class BadFilesTest {
    @TempDir
    Path files;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(Weir.url() + ";files.roots=" + files);
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void assertFails(String code, String says) {
        assertThatThrownBy(() -> Weir.rows(connection, "SELECT n FROM t"))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("ERROR " + code)
                .hasMessageContaining(says)
                .hasMessageNotContaining(files.toString());
    }

    @Test
    void aFileThatIsNotThereIsAnError() throws SQLException {
        Weir.run(connection, table("missing.json", ""));
        assertFails("SRC-5003", "missing.json");
    }

    @Test
    void aRecordThatCannotBeDecodedFailsWithFileAndLine() throws Exception {
        Files.writeString(files.resolve("numbers.json"), "{\"n\": 1}\n{\"n\": 2}\n{\"n\": oops}\n{\"n\": 4}\n");
        Weir.run(connection, table("numbers.json", ""));
        assertFails("DAT-4100", "numbers.json");
        assertFails("DAT-4100", "numbers.json:3");
    }

    @Test
    void aRecordThatCannotBeDecodedIsDroppedAndCountedWhenAsked() throws Exception {
        Files.writeString(files.resolve("numbers.json"), "{\"n\": 1}\n{\"n\": oops}\n{\"n\": 3}\nworse\n");
        Weir.run(connection, table("numbers.json", ", 'on-error' = 'drop'"));
        assertThat(Weir.rows(connection, "SELECT n FROM t")).containsExactly("1", "3");
        Weir.run(connection, "INSERT INTO hole SELECT n FROM t");
        try (Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            assertThat(jobs.next()).isTrue();
            assertThat(jobs.getString("state")).isEqualTo("FINISHED");
            assertThat(jobs.getLong("dropped")).isEqualTo(2);
        }
    }

    private static String table(String path, String more) {
        return "CREATE TABLE t (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '" + path + "', 'format' = 'json'"
                + more + ")";
    }

    @Test
    void filesOutsideTheRootsCannotBeRead(@TempDir Path root, @TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret.json"), "{\"n\": 1}\n");
        Files.createSymbolicLink(root.resolve("link.json"), elsewhere.resolve("secret.json"));
        try (Connection connection = DriverManager.getConnection("jdbc:weir:rooted;files.roots=" + root)) {
            for (String path : List.of(
                    elsewhere + "/secret.json", "../" + elsewhere.getFileName() + "/secret.json", "link.json")) {
                assertThatThrownBy(() -> {
                            Weir.run(
                                    connection,
                                    "CREATE TABLE t (n INT) WITH ('connector' = 'filesystem', 'path' = '" + path
                                            + "', 'format' = 'json')");
                            Weir.rows(connection, "SELECT n FROM t");
                        })
                        .as(path)
                        .isInstanceOfSatisfying(SQLException.class, e -> {
                            assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(8102);
                            assertThat(e.getMessage()).doesNotContain(root.toString());
                        });
                Weir.run(connection, "DROP TABLE IF EXISTS t");
            }
        }
    }
}
