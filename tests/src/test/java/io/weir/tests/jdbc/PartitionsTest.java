// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of files that are PARTITIONED BY columns. */
@Timeout(60)
class PartitionsTest {
    @TempDir
    Path files;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(Weir.url() + ";files.roots=" + files);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static String create(String columns, String partition, String format) {
        return "CREATE TABLE t (" + columns + ") PARTITIONED BY (" + partition
                + ") WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = '" + format + "')";
    }

    private List<String> folders() throws IOException {
        Path out = files.resolve("out");
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file.getParent()).toString())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @Test
    void rowsAreWrittenBelowTheNamesOfTheirPartitionsAndReadBack() throws Exception {
        for (String format : List.of("json", "csv")) {
            Weir.run(
                    connection,
                    create("id INT, day DATE, shop STRING, n INT", "day, shop", format)
                            .replace("'out'", "'" + format + "'"));
            Weir.run(connection, """
                    INSERT INTO t VALUES (1, DATE '2026-03-01', 'north', 5), (2, DATE '2026-03-01', 'south', 6),
                      (3, DATE '2026-03-02', 'north', 7), (4, DATE '2026-03-01', 'north', 8)""");
            assertThat(files.resolve(format + "/day=2026-03-01/shop=north")).isDirectory();
            assertThat(files.resolve(format + "/day=2026-03-02/shop=north")).isDirectory();
            assertThat(Weir.rows(connection, "SELECT id, day, shop, n FROM t ORDER BY id"))
                    .containsExactly(
                            "1 | 2026-03-01 | north | 5",
                            "2 | 2026-03-01 | south | 6",
                            "3 | 2026-03-02 | north | 7",
                            "4 | 2026-03-01 | north | 8");
            assertThat(Weir.rows(connection, "SELECT shop, SUM(n) FROM t WHERE day = DATE '2026-03-01' GROUP BY shop"))
                    .containsExactlyInAnyOrder("north | 13", "south | 6");
            Weir.run(connection, "DROP TABLE t");
        }
        try (Stream<Path> all = Files.walk(files.resolve("json/day=2026-03-01/shop=south"))) {
            Path file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertThat(Files.readString(file)).isEqualTo("{\"id\":2,\"n\":6}\n");
        }
    }

    @Test
    void valuesThatMeanSomethingToAFileSystemAreEscaped() throws Exception {
        Weir.run(connection, create("id INT, k STRING", "k", "json"));
        Weir.run(connection, """
                INSERT INTO t VALUES (1, '../../up'), (2, 'a/b'), (3, '..'), (4, '50%'), (5, 'a=b'), (6, ''), (7, NULL),
                  (8, '__DEFAULT_PARTITION__'), (9, 'C:\\x'), (10, ' '), (11, '%2F'), (12, 'a' || CHR(10) || 'b'), (13, '.x')""");
        assertThat(folders())
                .containsExactlyInAnyOrder(
                        "k=..%2F..%2Fup",
                        "k=a%2Fb",
                        "k=..",
                        "k=50%25",
                        "k=a%3Db",
                        "k=",
                        "k=__DEFAULT_PARTITION__",
                        "k=%5F_DEFAULT_PARTITION__",
                        "k=C%3A%5Cx",
                        "k= ",
                        "k=%252F",
                        "k=a%0Ab",
                        "k=.x");
        assertThat(Weir.rows(connection, "SELECT id, k FROM t ORDER BY id"))
                .containsExactly(
                        "1 | ../../up",
                        "2 | a/b",
                        "3 | ..",
                        "4 | 50%",
                        "5 | a=b",
                        "6 | ",
                        "7 | null",
                        "8 | __DEFAULT_PARTITION__",
                        "9 | C:\\x",
                        "10 |  ",
                        "11 | %2F",
                        "12 | a\nb",
                        "13 | .x");
        try (Stream<Path> all = Files.list(files)) {
            assertThat(all).containsExactly(files.resolve("out"));
        }
    }

    @Test
    void allTypesThatHaveOneTextComeBack() throws Exception {
        Weir.run(
                connection,
                create(
                        "id INT, a BIGINT, b BOOLEAN, c DECIMAL(8, 2), d TIMESTAMP(3), e TIME(0), _f SMALLINT, g TINYINT",
                        "a, b, c, d, e, _f, g",
                        "json"));
        Weir.run(connection, """
                INSERT INTO t VALUES (1, -5, TRUE, 1.50, TIMESTAMP '2026-03-01 10:00:00.250', TIME '11:30:00',
                    CAST(7 AS SMALLINT), CAST(-3 AS TINYINT)),
                  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""");
        assertThat(Weir.rows(connection, "SELECT * FROM t ORDER BY id"))
                .containsExactly(
                        "1 | -5 | true | 1.50 | 2026-03-01 10:00:00.250 | 11:30:00 | 7 | -3",
                        "2 | null | null | null | null | null | null | null");
        assertThat(Weir.rows(connection, "SELECT a, g FROM t WHERE id = 1")).containsExactly("-5 | -3");
    }

    @Test
    void manyPartitionsAreWrittenByOneWriter() throws Exception {
        Weir.run(connection, "SET 'parallelism' = '1'");
        Weir.run(connection, create("id BIGINT, k BIGINT", "k", "csv"));
        Weir.run(
                connection,
                "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '3000',"
                        + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '2999')");
        Weir.run(connection, "INSERT INTO t SELECT n, MOD(n, 150) FROM numbers");
        assertThat(folders()).hasSize(150);
        assertThat(Weir.rows(
                        connection,
                        "SELECT COUNT(*), COUNT(DISTINCT k), SUM(k), SUM(id) FROM t WHERE MOD(id, 150) = k"))
                .containsExactly("3000 | 150 | 223500 | 4498500");
    }

    @Test
    void aFileOutsideOfAPartitionAndAValueOfAnotherTypeAreErrors() throws Exception {
        Weir.run(connection, create("id INT, k INT", "k", "json"));
        Files.createDirectories(files.resolve("out/k=x"));
        Files.writeString(files.resolve("out/k=x/a.json"), "{\"id\": 1}\n");
        assertThatThrownBy(() -> Weir.rows(connection, "SELECT * FROM t"))
                .hasMessageStartingWith("ERROR SRC-")
                .hasMessageContaining("\"x\" in a folder's name is no INT");
        Files.delete(files.resolve("out/k=x/a.json"));
        Files.writeString(files.resolve("out/a.json"), "{\"id\": 1}\n");
        assertThatThrownBy(() -> Weir.rows(connection, "SELECT * FROM t"))
                .hasMessageStartingWith("ERROR SRC-")
                .hasMessageContaining("is in no folder of a partition");
    }

    private void refused(String sql, String code, String says) {
        assertThatThrownBy(() -> Weir.run(connection, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("ERROR " + code)
                .hasMessageContaining(says);
    }

    @Test
    void whatCannotBePartitionedIsRefused() {
        refused(create("id INT, k INT", "kk", "json"), "SQL-1102", "\"kk\" does not exist");
        refused(create("id INT, k AS id + 1", "k", "json"), "SQL-1205", "\"k\" is not written");
        refused(create("id INT, k DOUBLE", "k", "json"), "SQL-", "\"k\" is of type DOUBLE");
        refused(create("id INT, k ARRAY<INT>", "k", "json"), "SQL-", "\"k\" is of type");
        refused(create("id INT", "id", "json"), "SQL-1205", "all columns");
        refused(
                "CREATE TABLE t (id INT, k INT) PARTITIONED BY (k) WITH ('connector' = 'blackhole')",
                "SQL-1900",
                "\"blackhole\" has no PARTITIONED BY");
        refused(
                "CREATE TABLE t (id INT, k INT) PARTITIONED BY (k) WITH ('connector' = 'datagen')",
                "SQL-1900",
                "\"datagen\" has no PARTITIONED BY");
    }
}
