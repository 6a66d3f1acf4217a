// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad input of every kind: one clear error with code and place each, and the engine lives on. */
@Timeout(120)
@ParameterizedClass
@EnumSource(Door.class)
class ErrorsTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        Weir.run(
                connection,
                "CREATE TABLE orders (id BIGINT, shop STRING, amount DECIMAL(10, 2), placed TIMESTAMP(3))"
                        + " WITH ('connector' = 'datagen', 'number-of-rows' = '3', 'fields.shop.length' = '3')");
        Weir.run(connection, Weir.ticks("ticks", 50));
        Weir.run(connection, "CREATE TABLE times (ts TIMESTAMP(3)) WITH ('connector' = 'datagen')");
        Weir.run(connection, "CREATE TABLE hole (n BIGINT NOT NULL, t VARCHAR(3)) WITH ('connector' = 'blackhole')");
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    /**
     * A mistake.
     *
     * @param place line and column, such as {@code 1:8}; empty when the mistake has none
     */
    private record Mistake(String sql, String code, String state, String place, String says) {}

    private SQLException fail(String sql) {
        return catchThrowableOfType(SQLException.class, () -> {
            try (Statement statement = connection.createStatement()) {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        Weir.rows(rows, Integer.MAX_VALUE);
                    }
                }
            }
        });
    }

    private void check(Mistake mistake) throws SQLException {
        SQLException error = fail(mistake.sql);
        assertThat((Throwable) error).as("it went through: %s", mistake.sql).isNotNull();
        String message = error.getMessage();
        assertThat(message).startsWith("ERROR " + mistake.code + " (" + mistake.state + "): ");
        assertThat(error.getSQLState()).isEqualTo(mistake.state);
        assertThat(mistake.code).endsWith("-" + error.getErrorCode());
        if (mistake.place.isEmpty()) {
            assertThat(message).doesNotContain("line 1, column");
        } else {
            String[] place = mistake.place.split(":");
            assertThat(message)
                    .contains("line " + place[0] + ", column " + place[1])
                    .contains("^");
        }
        assertThat(message.toLowerCase(Locale.ROOT)).contains(mistake.says.toLowerCase(Locale.ROOT));
        assertThat(message)
                .doesNotContain("io.weir")
                .doesNotContain("org.apache")
                .doesNotContain("java.")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(Weir.rows(connection, "SELECT COUNT(*) FROM orders"))
                .as("the engine lives on")
                .containsExactly("3");
    }

    @TestFactory
    Stream<DynamicTest> aMistakeInTheTextIsToldWithItsPlace() {
        return Stream.of(
                        new Mistake("SELEC 1", "SQL-1001", "42601", "1:1", "SELEC"),
                        new Mistake("SELECT 1 FROM", "SQL-1001", "42601", "1:14", "end"),
                        new Mistake("SELECT\n  id,\n  FROM orders", "SQL-1001", "42601", "3:3", "FROM"),
                        new Mistake("SELECT 'open", "SQL-1002", "42601", "1:8", "end"),
                        new Mistake("SELECT 1 /* open", "SQL-1002", "42601", "1:10", "end"),
                        new Mistake("SELECT \u0000", "SQL-1003", "42601", "1:8", "character"),
                        new Mistake("SELECT id FROM oders", "SQL-1101", "42P01", "1:16", "nearest name is \"orders\""),
                        new Mistake(
                                "SELECT amuont FROM orders", "SQL-1102", "42703", "1:8", "nearest name is \"amount\""),
                        new Mistake("SELECT o.amuont FROM orders AS o", "SQL-1102", "42703", "1:10", "amount"),
                        new Mistake("SELECT LOWWER(shop) FROM orders", "SQL-1103", "42883", "1:8", "LOWER"),
                        new Mistake("SELECT LOWER(shop, 1) FROM orders", "SQL-1103", "42883", "1:8", "LOWER"),
                        new Mistake("CREATE VIEW orders AS SELECT 1", "SQL-1104", "42P07", "1:13", "orders"),
                        new Mistake("DROP TABLE oders", "SQL-1101", "42P01", "1:12", "orders"),
                        new Mistake("STOP JOB 'job-77'", "SQL-1107", "42704", "1:10", "job-77"),
                        new Mistake("SELECT shop, COUNT(*) FROM orders", "SQL-1203", "42803", "1:8", "shop"),
                        new Mistake("SELECT shop + 1 FROM orders", "SQL-1201", "42804", "1:8", "STRING"),
                        new Mistake(
                                "INSERT INTO hole SELECT shop, shop FROM orders",
                                "SQL-1201",
                                "42804",
                                "1:25",
                                "BIGINT"),
                        new Mistake("SELECT CAST(1 AS DECIMAL(99, 2))", "SQL-1202", "42601", "1:18", "38"),
                        new Mistake("SELECT ?", "SQL-1202", "42601", "1:8", "parameter"),
                        new Mistake(
                                "SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY id MEASURES A.id AS x PATTERN (A)"
                                        + " DEFINE A AS A.id > 0) AS m",
                                "SQL-1900",
                                "0A000",
                                "1:22",
                                "MATCH"),
                        new Mistake(
                                "SET 'paralelism' = '2'",
                                "SQL-1302",
                                "42704",
                                "1:5",
                                "nearest name is \"parallelism\""),
                        new Mistake("SET 'parallelism' = 'many'", "SQL-1304", "22023", "1:21", "parallelism"),
                        new Mistake("SELECT n FROM ticks ORDER BY n", "STR-3001", "SS001", "1:21", "sort"),
                        new Mistake(
                                "SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE times, DESCRIPTOR(ts), INTERVAL '1' SECOND))"
                                        + " GROUP BY window_start, window_end",
                                "STR-3003",
                                "SS003",
                                "1:42",
                                "watermark"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.sql, () -> check(mistake)));
    }

    @TestFactory
    Stream<DynamicTest> aMistakeInATableIsToldWithItsPlace() {
        return Stream.of(
                        new Mistake(
                                "CREATE TABLE t (n INT) WITH ('connector' = 'datgen')",
                                "SQL-1301",
                                "42704",
                                "1:44",
                                "datagen"),
                        new Mistake(
                                "CREATE TABLE t (n INT) WITH ('connector' = 'datagen', 'rows-per-secnd' = '1')",
                                "SQL-1302",
                                "42704",
                                "1:55",
                                "rows-per-second"),
                        new Mistake(
                                "CREATE TABLE t (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = 'lots')",
                                "SQL-1304",
                                "22023",
                                "1:75",
                                "rows-per-second"),
                        new Mistake("CREATE TABLE t (n INT)", "SQL-1900", "0A000", "1:14", "connector"),
                        new Mistake(
                                "CREATE TABLE t (n INT, N STRING) WITH ('connector' = 'datagen')",
                                "SQL-1105",
                                "42701",
                                "1:24",
                                "n"),
                        new Mistake(
                                "CREATE TABLE t (n INTT) WITH ('connector' = 'datagen')",
                                "SQL-1202",
                                "42601",
                                "1:19",
                                "INTT"),
                        new Mistake(
                                "CREATE TABLE t (n INT, WATERMARK FOR n AS n) WITH ('connector' = 'datagen')",
                                "SQL-1201",
                                "42804",
                                "1:38",
                                "watermark"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.sql, () -> check(mistake)));
    }

    @TestFactory
    Stream<DynamicTest> aMistakeInTheDataIsTold() {
        return Stream.of(
                        new Mistake(
                                "SELECT n + 2147483647 FROM (VALUES (1)) AS t (n)",
                                "DAT-4001",
                                "22003",
                                "1:8",
                                "out of range"),
                        new Mistake(
                                "SELECT SUM(n) FROM (VALUES (9223372036854775807), (1)) AS t (n)",
                                "DAT-4001",
                                "22003",
                                "",
                                "out of range"),
                        new Mistake("SELECT 1 / n FROM (VALUES (0)) AS t (n)", "DAT-4002", "22012", "1:8", "zero"),
                        new Mistake(
                                "SELECT CAST(s AS INT) FROM (VALUES ('x')) AS t (s)",
                                "DAT-4003",
                                "22018",
                                "1:8",
                                "cast"),
                        new Mistake(
                                "SELECT CAST(s AS DATE) FROM (VALUES ('2026-02-30')) AS t (s)",
                                "DAT-4004",
                                "22008",
                                "1:8",
                                "date"),
                        new Mistake("INSERT INTO hole SELECT CAST(NULL AS BIGINT), 'a'", "DAT-4007", "23502", "", "n"),
                        new Mistake(
                                "INSERT INTO hole SELECT 1, t FROM (VALUES (CAST('long' AS STRING))) AS v (t)",
                                "DAT-4008",
                                "22001",
                                "",
                                "too long"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.sql, () -> check(mistake)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsTooLargeIsRefused() {
        String deep = "(".repeat(200) + "1" + ")".repeat(200);
        String sums = IntStream.range(0, 5000).mapToObj(i -> "n").collect(Collectors.joining(" + "));
        String columns = IntStream.range(0, 2001).mapToObj(i -> "1 AS c" + i).collect(Collectors.joining(", "));
        return Stream.of(
                        new Mistake("SELECT " + deep, "LIM-2001", "54001", "", "128"),
                        new Mistake("SELECT " + sums + " FROM ticks", "LIM-2005", "54001", "", "500"),
                        new Mistake("SELECT " + columns, "LIM-2002", "54011", "", "2000"),
                        new Mistake("SELECT '" + "x".repeat(1 << 20) + "'", "LIM-2000", "54000", "", "1048576"))
                .map(mistake -> DynamicTest.dynamicTest(mistake.code + " " + mistake.sql.substring(0, 20), () -> {
                    SQLException error = fail(mistake.sql);
                    assertThat((Throwable) error).isNotNull();
                    assertThat(error.getMessage()).startsWith("ERROR " + mistake.code + " (" + mistake.state + "): ");
                    assertThat(error.getMessage()).contains(mistake.says).hasSizeLessThan(2000);
                    assertThat(Weir.rows(connection, "SELECT COUNT(*) FROM orders"))
                            .containsExactly("3");
                }));
    }

    @Test
    void aRowWhoseExpressionFailsIsDroppedAndCountedWhenAsked() throws SQLException {
        Weir.run(connection, "SET 'on-error' = 'drop'");
        assertThat(Weir.rows(connection, "SELECT 6 / n FROM (VALUES (1), (0), (3)) AS t (n)"))
                .containsExactly("6", "2");
        Weir.run(connection, "INSERT INTO hole SELECT 6 / n, 'a' FROM (VALUES (1), (0), (3)) AS t (n)");
        try (Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            assertThat(jobs.next()).isTrue();
            assertThat(jobs.getLong("dropped")).isEqualTo(1);
        }
    }

    @Test
    void otherQueriesLiveOnWhenOneFails() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet ticks = statement.executeQuery("SELECT n FROM ticks")) {
            assertThat(ticks.next()).isTrue();
            SQLException error = fail("SELECT 1 / (n - n) FROM ticks");
            assertThat(error.getErrorCode()).isEqualTo(4002);
            for (int i = 0; i < 20; i++) {
                assertThat(ticks.next()).isTrue();
            }
        }
    }

    @Test
    void aJobThatFailsSaysWhyInShowJobs() throws SQLException {
        Weir.run(connection, "SET 'on-error' = 'fail'");
        Weir.run(connection, "INSERT INTO hole SELECT 1 / (n - n), 'a' FROM ticks");
        String job;
        do {
            job = Weir.rows(connection, "SHOW JOBS").get(0);
        } while (job.contains("| RUNNING |"));
        assertThat(job).contains("| FAILED |").contains("DAT-4002");
    }

    @Test
    void errorsAreSaidTheSameWayWhenPreparedAndWhenRun() {
        for (String sql : List.of("SELECT amuont FROM orders", "SELECT id FROM oders", "SELEC 1")) {
            SQLException run = fail(sql);
            SQLException prepared = catchThrowableOfType(SQLException.class, () -> connection.prepareStatement(sql));
            assertThat(prepared.getMessage()).isEqualTo(run.getMessage());
        }
    }
}
