// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Frame;
import io.weir.spi.session.Metadata;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Prepared;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.Session;
import io.weir.spi.session.StatementKind;
import io.weir.spi.type.DataType;
import io.weir.tests.jdbc.Weir;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything of the session contract, through the server and beside it in this process: the same. */
@Timeout(60)
class RemoteSessionTest {
    private static final String NEVER = "SELECT n FROM ticks WHERE n < 0";

    private TestServer server;
    private Connection remoteConnection;
    private Connection localConnection;
    private Session remote;
    private Session local;

    @BeforeEach
    void open() throws SQLException {
        server = TestServer.start();
        remoteConnection = server.connect();
        localConnection = Weir.open();
        remote = remoteConnection.unwrap(Session.class);
        local = localConnection.unwrap(Session.class);
        both("CREATE TABLE numbers (n BIGINT, t STRING, PRIMARY KEY (n) NOT ENFORCED)"
                + " WITH ('connector' = 'datagen', 'number-of-rows' = '100')");
        both(Weir.ticks("ticks", 50));
        both("CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        both("CREATE VIEW big AS SELECT n FROM numbers WHERE n > 10");
    }

    @AfterEach
    void close() throws SQLException {
        remoteConnection.close();
        localConnection.close();
        server.close();
    }

    private void both(String sql) {
        remote.execute(sql, List.of(), ExecuteOptions.none());
        local.execute(sql, List.of(), ExecuteOptions.none());
    }

    private static Outcome.Rows rows(Session session, String sql, Object... parameters) {
        return (Outcome.Rows) session.execute(sql, Arrays.asList(parameters), ExecuteOptions.none());
    }

    private static List<List<Object>> all(Session session, String sql, Object... parameters) {
        List<List<Object>> all = new ArrayList<>();
        try (Cursor cursor = rows(session, sql, parameters).cursor()) {
            Frame frame;
            do {
                frame = cursor.poll(7, Duration.ofSeconds(20));
                assertThat(frame.size()).isLessThanOrEqualTo(7);
                if (frame.rows() != null) {
                    all.addAll(frame.rows().rows(cursor.schema().types()));
                    frame.rows().release();
                }
            } while (!frame.last());
        }
        return all;
    }

    private static SqlException failure(Runnable work) {
        return catchThrowableOfType(SqlException.class, work::run);
    }

    @Test
    void valuesOfEveryTypeAreTheSame() {
        for (String expression : List.of(
                "a = 1",
                "CAST(a AS TINYINT)",
                "CAST(-a AS SMALLINT)",
                "a",
                "CAST(a AS BIGINT) * 5000000000",
                "CAST(1.5 AS FLOAT)",
                "CAST(a AS DOUBLE) / 3",
                "CAST(12.34 AS DECIMAL(10, 2)) * a",
                "CAST(12345678901234567890.123 AS DECIMAL(38, 3)) * a",
                "'text äöü ' || CAST(a AS STRING)",
                "X'00ff10'",
                "DATE '2026-02-28'",
                "TIME '12:34:56.123456'",
                "TIMESTAMP '1969-12-31 23:59:59.999999'",
                "CAST(TIMESTAMP '1969-12-31 23:59:59.999999' AS TIMESTAMP_LTZ(6))",
                "INTERVAL '14' MONTH",
                "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                "ARRAY[a, 2, NULL]",
                "ARRAY['a', 'bc']",
                "MAP['k', a]",
                "ROW(a, 'x')",
                "ARRAY[ARRAY[1], ARRAY[a, 3]]",
                "CAST(NULL AS INT)")) {
            String sql = "SELECT " + expression + " AS e, CASE WHEN a <> 2 THEN " + expression
                    + " END AS f FROM (VALUES (1), (2), (3)) AS t (a)";
            assertThat(rows(remote, sql).cursor().schema())
                    .isEqualTo(rows(local, sql).cursor().schema());
            List<List<Object>> expected = all(local, sql);
            List<List<Object>> actual = all(remote, sql);
            assertThat(actual).as(sql).usingRecursiveComparison().isEqualTo(expected);
            assertThat(actual).hasSize(3);
        }
    }

    @Test
    void parametersOfEveryTypeArrive() {
        String sql =
                "SELECT CAST(? AS BOOLEAN), CAST(? AS INT), CAST(? AS BIGINT), CAST(? AS DOUBLE), CAST(? AS DECIMAL(20, 6)),"
                        + " CAST(? AS STRING), CAST(? AS BYTES), CAST(? AS TIMESTAMP(6)), CAST(? AS DATE), CAST(? AS STRING)"
                        + " FROM (VALUES (1)) AS t (a)";
        Object[] values = {
            true,
            7,
            1L << 40,
            0.1,
            new BigDecimal("123.456789"),
            "tëxt",
            new byte[] {1, 2},
            1_700_000_000_123_456L,
            20_000,
            null
        };
        assertThat(all(remote, sql, values))
                .usingRecursiveComparison()
                .isEqualTo(all(local, sql, values))
                .isEqualTo(List.of(Arrays.asList(values)));
        assertThat(failure(() -> rows(remote, sql)).code()).isEqualTo(ErrorCode.PARAMETER_MISSING);
    }

    @Test
    void aStatementIsDescribedBeforeItRuns() {
        for (String sql : List.of(
                "SELECT n, COUNT(*) AS c FROM ticks WHERE n > ? GROUP BY n",
                "INSERT INTO hole SELECT n FROM numbers WHERE t = ?",
                "CREATE TABLE other (a INT) WITH ('connector' = 'blackhole')",
                "SHOW TABLES",
                "SET 'parallelism' = '1'")) {
            Prepared prepared = remote.prepare(sql);
            assertThat(prepared).isEqualTo(local.prepare(sql));
        }
        assertThat(remote.prepare("SELECT n, COUNT(*) AS c FROM ticks GROUP BY n")
                        .kind())
                .isEqualTo(StatementKind.QUERY);
    }

    @Test
    void outcomesAreTheSame() {
        assertThat(remote.execute("INSERT INTO hole SELECT n FROM numbers", List.of(), ExecuteOptions.none()))
                .isEqualTo(new Outcome.Count(100, List.of()));
        assertThat(remote.execute("SET 'parallelism' = '1'", List.of(), ExecuteOptions.none()))
                .isInstanceOf(Outcome.Done.class);
        Outcome started = remote.execute("INSERT INTO hole SELECT n FROM ticks", List.of(), ExecuteOptions.none());
        assertThat(started).isInstanceOf(Outcome.Started.class);
        assertThat(remote.awaitJobs(Duration.ofMillis(50))).isFalse();
        remote.execute("STOP JOB '" + ((Outcome.Started) started).jobId() + "'", List.of(), ExecuteOptions.none());
        assertThat(remote.awaitJobs(Duration.ofSeconds(20))).isTrue();
        assertThat(rows(remote, "SELECT n, COUNT(*) FROM ticks GROUP BY n")
                        .cursor()
                        .changing())
                .isTrue();
    }

    @Test
    void theFailureOfAJobIsTold() {
        both("SET 'on-error' = 'fail'");
        remote.execute("INSERT INTO hole SELECT 1 / (n - n) FROM ticks", List.of(), ExecuteOptions.none());
        assertThat(failure(() -> remote.awaitJobs(Duration.ofSeconds(20))).code())
                .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        assertThat(remote.awaitJobs(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void aScriptIsSplit() {
        String script = "SELECT 1;\n-- a remark\n  SELECT 'a;b';";
        List<ScriptStatement> statements = remote.split(script);
        assertThat(statements).isEqualTo(local.split(script)).hasSize(2);
    }

    @Test
    void theCatalogIsTold() {
        Metadata metadata = remote.metadata();
        assertThat(metadata.tables()).isEqualTo(local.metadata().tables()).hasSize(4);
        assertThat(metadata.functions()).isEqualTo(local.metadata().functions());
        assertThat(metadata.keywords()).isEqualTo(local.metadata().keywords());
        assertThat(metadata.tables().get(0).schema().type(0)).isInstanceOf(DataType.class);
    }

    @Test
    void errorsKeepCodePlaceDetailAndHint() {
        for (String sql : List.of(
                "SELECT\n  amuont FROM numbers",
                "SELEC 1",
                "SELECT * FROM nowhere",
                "SELECT 1; SELECT 2",
                "SELECT 1 / 0",
                "CREATE TABLE x (a INT) WITH ('connector' = 'nothing')",
                "SET 'parallellism' = '3'",
                "STOP JOB 'no'")) {
            SqlException expected = failure(() -> all(local, sql));
            SqlException actual = failure(() -> all(remote, sql));
            assertThat(actual.render(sql)).isEqualTo(expected.render(sql));
            assertThat(actual.code()).isEqualTo(expected.code());
            assertThat(actual.getCause()).isNull();
        }
        assertThat(failure(() -> remote.prepare("SELECT\n  amuont FROM numbers"))
                        .span())
                .isEqualTo(new SourceSpan(2, 3, 2, 8));
    }

    @Test
    void framesTellEpochAndWatermark() {
        try (Cursor cursor =
                rows(remote, "SELECT n, COUNT(*) FROM ticks GROUP BY n").cursor()) {
            long epoch = -1;
            for (int epochs = 0; epochs < 5; ) {
                Frame frame = cursor.poll(1000, Duration.ofSeconds(20));
                if (frame.epochComplete()) {
                    assertThat(frame.epoch()).isGreaterThan(epoch);
                    epoch = frame.epoch();
                    epochs++;
                }
                assertThat(frame.last()).isFalse();
            }
        }
    }

    @Test
    void theRowLimitEndsTheResult() {
        Outcome outcome = remote.execute("SELECT n FROM ticks", List.of(), new ExecuteOptions(3, Optional.empty()));
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            int rows = 0;
            Frame frame;
            do {
                frame = cursor.poll(100, Duration.ofSeconds(10));
                rows += frame.size();
            } while (!frame.last());
            assertThat(rows).isEqualTo(3);
            assertThat(cursor.poll(100, Duration.ZERO).last()).isTrue();
        }
    }

    @Test
    void theTimeLimitWakesTheReader() {
        Outcome outcome = remote.execute(NEVER, List.of(), new ExecuteOptions(0, Optional.of(Duration.ofMillis(300))));
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            long before = System.nanoTime();
            assertThat(failure(() -> readOn(cursor)).code()).isEqualTo(ErrorCode.TIMED_OUT);
            assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
            assertThat(failure(() -> cursor.poll(1, Duration.ZERO)).code()).isEqualTo(ErrorCode.TIMED_OUT);
        }
    }

    private static void readOn(Cursor cursor) {
        while (!cursor.poll(1000, Duration.ofSeconds(30)).last()) {
            // goes on
        }
    }

    @Test
    void cancelAndCloseWakeTheReaderAtOnce() throws Exception {
        for (ErrorCode code : List.of(ErrorCode.CANCELLED, ErrorCode.CURSOR_CLOSED)) {
            Cursor cursor = rows(remote, NEVER).cursor();
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<SqlException> reader = CompletableFuture.supplyAsync(() -> {
                reading.countDown();
                return failure(() -> readOn(cursor));
            });
            reading.await();
            if (code == ErrorCode.CANCELLED) {
                cursor.cancel();
            } else {
                cursor.close();
            }
            assertThat(reader.get(2, TimeUnit.SECONDS).code()).isEqualTo(code);
            cursor.close();
        }
    }

    @Test
    void aBoundedInsertIsCancelledByInterruptingItsThread() throws Exception {
        both(
                "CREATE TABLE slow (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1', 'number-of-rows' = '1000')");
        CompletableFuture<SqlException> failure = new CompletableFuture<>();
        Thread writer = new Thread(() -> failure.complete(failure(
                () -> remote.execute("INSERT INTO hole SELECT n FROM slow", List.of(), ExecuteOptions.none()))));
        writer.start();
        while (all(remote, "SHOW JOBS").isEmpty()) {
            assertThat(failure).isNotDone();
        }
        writer.interrupt();
        assertThat(failure.get(5, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CANCELLED);
        while (all(remote, "SHOW JOBS").stream().anyMatch(job -> job.contains("RUNNING"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void itSaysWhenTheNextPollWouldNotWait() throws Exception {
        try (Cursor cursor = rows(remote, "SELECT n FROM ticks").cursor()) {
            for (int rows = 0; rows < 5; ) {
                CountDownLatch woken = new CountDownLatch(1);
                cursor.whenReady(woken::countDown);
                assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
                rows += cursor.poll(100, Duration.ofMillis(1)).size();
            }
        }
    }

    @Test
    void aClosedSessionSaysSo() throws SQLException {
        Cursor cursor = rows(remote, NEVER).cursor();
        remote.close();
        assertThat(failure(() -> cursor.poll(1, Duration.ofSeconds(5))).code()).isEqualTo(ErrorCode.CURSOR_CLOSED);
        assertThat(failure(() -> remote.prepare("SELECT 1")).code()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
    }

    @Test
    void sessionsOfOneServerShareTablesAndNotSettings() throws SQLException {
        try (Connection other = server.connect()) {
            Session second = other.unwrap(Session.class);
            assertThat(all(second, "SELECT COUNT(*) FROM numbers")).isEqualTo(List.of(List.of(100L)));
            second.execute("SET 'parallelism' = '1'", List.of(), ExecuteOptions.none());
            assertThat(all(remote, "SET")).contains(List.of("parallelism", "2"));
            assertThat(all(second, "SET")).contains(List.of("parallelism", "1"));
        }
    }

    @Test
    void aServerIsNotFoundWithAClearError() {
        int port = server.port();
        server.close();
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:weir://127.0.0.1:" + port))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("08001");
                    assertThat(e.getMessage()).contains("could not reach a server at 127.0.0.1:" + port);
                });
        assertThat(failure(() -> remote.prepare("SELECT 1")).code().sqlState()).startsWith("08");
    }

    @Test
    void theUrlMayHoldPropertiesLikeAWebAddress() throws SQLException {
        String base = server.server().url();
        try (Connection connection = DriverManager.getConnection(base + "/weir?parallelism=3&time-zone=UTC")) {
            assertThat(all(connection.unwrap(Session.class), "SET")).contains(List.of("parallelism", "3"));
        }
    }

    @Test
    void whatAResultDoesWithoutIsSaidAtItsEnd() {
        both("SET 'on-error' = 'drop'");
        both("CREATE TABLE counted (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence',"
                + " 'fields.n.start' = '1', 'fields.n.end' = '10')");
        List<List<String>> said = new ArrayList<>();
        for (Session session : List.of(remote, local)) {
            Cursor cursor = rows(session, "SELECT 6 / MOD(n, 5) FROM counted").cursor();
            int read = 0;
            Frame frame;
            do {
                frame = cursor.poll(3, Duration.ofSeconds(20));
                read += frame.size();
            } while (!frame.last());
            assertThat(read).isEqualTo(8);
            cursor.close();
            said.add(cursor.warnings());
        }
        assertThat(said.get(0)).isEqualTo(said.get(1)).hasSize(1);
        assertThat(said.get(0).get(0)).startsWith("2 records were left out");
    }

    @Test
    void whatAnEndlessResultDoesWithoutIsSaidMeanwhile() {
        both("SET 'on-error' = 'drop'");
        try (Cursor cursor = rows(remote, "SELECT 6 / MOD(n, 2) FROM ticks").cursor()) {
            while (cursor.warnings().isEmpty()) {
                Frame frame = cursor.poll(100, Duration.ofSeconds(1));
                if (frame.rows() != null) {
                    frame.rows().release();
                }
            }
            assertThat(cursor.warnings().get(0)).contains("left out");
        }
    }

    @Test
    void warningsReachJdbc() throws SQLException {
        both("SET 'on-error' = 'drop'");
        String sql = "SELECT 6 / MOD(n, 2) FROM ticks LIMIT 3";
        try (Statement statement = remoteConnection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat((Throwable) result.getWarnings()).isNull();
            assertThat(Weir.rows(result, Integer.MAX_VALUE)).hasSize(3);
            assertThat(result.getWarnings().getMessage()).contains("left out");
        }
    }
}
