// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A result that never ends: when its rows come, and how it is brought to an end. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Door.class)
class EndlessResultTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        Weir.run(connection, Weir.ticks("ticks", 20));
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    private static final String NEVER = "SELECT n FROM ticks WHERE n < 0";

    /** Reads in another thread until it fails; gives what it failed with. */
    private static CompletableFuture<SQLException> reading(ResultSet result) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                while (result.next()) {
                    result.getLong(1);
                }
                return new SQLException("it ended");
            } catch (SQLException e) {
                return e;
            }
        });
    }

    private static void awaitInNext(CompletableFuture<SQLException> reader) {
        // the reader's thread stands in the driver and waits, for the engine or for a server
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> (thread.getKey().getState() == Thread.State.TIMED_WAITING
                                || isIn(thread.getValue(), "sun.nio.ch.Net"))
                        && isIn(thread.getValue(), "io.weir.jdbc.FrameCursor"))) {
            assertThat(reader).isNotDone();
            Thread.onSpinWait();
        }
    }

    private static boolean isIn(StackTraceElement[] stack, String type) {
        return java.util.Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals(type));
    }

    private static SQLException within(Duration limit, CompletableFuture<SQLException> reader) throws Exception {
        return reader.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void rowsArriveAsTheyAreProduced() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet ticks = statement.executeQuery("SELECT n FROM ticks")) {
            long before = System.nanoTime();
            assertThat(ticks.next()).isTrue();
            assertThat(ticks.next()).isTrue();
            assertThat(ticks.next()).isTrue();
            // 20 rows a second: three need at least 100 ms, and a frame of many rows would need far longer
            assertThat(System.nanoTime() - before).isBetween(90_000_000L, 5_000_000_000L);
        }
    }

    @Test
    void cancelWakesAReaderThatWaits() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> reader = reading(statement.executeQuery(NEVER));
            awaitInNext(reader);
            statement.cancel();
            SQLException error = within(Duration.ofSeconds(1), reader);
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat(error.getErrorCode()).isEqualTo(7501);
        }
    }

    @Test
    void cancelWakesTheReaderOfAPreparedStatement() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT n FROM ticks WHERE n < ?")) {
            statement.setLong(1, 0);
            CompletableFuture<SQLException> reader = reading(statement.executeQuery());
            awaitInNext(reader);
            statement.cancel();
            assertThat(within(Duration.ofSeconds(1), reader).getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void aStatementMayRunAgainAfterItWasCancelled() throws Exception {
        try (Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery(NEVER);
            statement.cancel();
            assertThatThrownBy(first::next).isInstanceOf(SQLException.class);
            try (ResultSet second = statement.executeQuery("SELECT n FROM ticks")) {
                assertThat(second.next()).isTrue();
            }
        }
    }

    @Test
    void closingTheResultWakesAReaderThatWaits() throws Exception {
        try (Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery(NEVER);
            CompletableFuture<SQLException> reader = reading(result);
            awaitInNext(reader);
            result.close();
            assertThat(within(Duration.ofSeconds(1), reader).getSQLState()).isEqualTo("34000");
        }
    }

    @Test
    void closingTheStatementWakesAReaderThatWaits() throws Exception {
        Statement statement = connection.createStatement();
        CompletableFuture<SQLException> reader = reading(statement.executeQuery(NEVER));
        awaitInNext(reader);
        statement.close();
        assertThat(within(Duration.ofSeconds(1), reader).getSQLState()).isEqualTo("34000");
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closingTheConnectionWakesAReaderThatWaits() throws Exception {
        Statement statement = connection.createStatement();
        CompletableFuture<SQLException> reader = reading(statement.executeQuery(NEVER));
        awaitInNext(reader);
        connection.close();
        assertThat(within(Duration.ofSeconds(1), reader).getSQLState()).isIn("34000", "08003");
    }

    @Test
    void aClosedResultSaysSo() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery("SELECT n FROM ticks");
            result.close();
            assertThat(result.isClosed()).isTrue();
            assertThatThrownBy(result::next)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("34000"));
        }
    }

    @Test
    void theJobBehindAClosedResultEnds() throws Exception {
        try (Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery("SELECT n FROM ticks");
            result.next();
            result.close();
            // with the last connection the engine closes and waits for its jobs
            CompletableFuture.runAsync(() -> {
                        try {
                            connection.close();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void maxRowsEndsAnEndlessResult() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(3);
            try (ResultSet result = statement.executeQuery("SELECT n FROM ticks")) {
                assertThat(Weir.rows(result, 100)).hasSize(3);
                assertThat(result.next()).isFalse();
            }
        }
    }

    @Test
    void maxRowsIsExactOverAnInputThatEnds() throws SQLException {
        Weir.run(connection, "CREATE TABLE many (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '10000')");
        try (Statement statement = connection.createStatement()) {
            for (int most : new int[] {1, 2047, 2048, 2049, 9999, 10_000, 20_000}) {
                statement.setMaxRows(most);
                try (ResultSet result = statement.executeQuery("SELECT n FROM many")) {
                    assertThat(Weir.rows(result, 100_000)).hasSize(Math.min(most, 10_000));
                }
            }
        }
    }

    @Test
    void theQueryTimeoutWakesAReaderThatWaits() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long before = System.nanoTime();
            SQLException error = within(Duration.ofSeconds(10), reading(statement.executeQuery(NEVER)));
            assertThat(System.nanoTime() - before).isBetween(900_000_000L, 3_000_000_000L);
            assertThat((Throwable) error).isInstanceOf(SQLTimeoutException.class);
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat(error.getErrorCode()).isEqualTo(7502);
        }
    }

    @Test
    void theQueryTimeoutEndsAReaderWhoseRowsNeverStop() throws Exception {
        Weir.run(
                connection,
                "CREATE TABLE flood (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100000')");
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException error = within(Duration.ofSeconds(20), reading(statement.executeQuery("SELECT n FROM flood")));
            assertThat((Throwable) error).isInstanceOf(SQLTimeoutException.class);
        }
    }

    @Test
    void aStatementThatIsExecutedAgainClosesItsResult() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery("SELECT n FROM ticks");
            assertThat(first.next()).isTrue();
            ResultSet second = statement.executeQuery("SELECT n FROM ticks");
            assertThat(first.isClosed()).isTrue();
            assertThat(second.next()).isTrue();
        }
    }

    @Test
    void manyResultsLiveBesideEachOther() throws SQLException {
        try (Statement one = connection.createStatement();
                Statement two = connection.createStatement()) {
            ResultSet fast = one.executeQuery("SELECT n FROM ticks");
            ResultSet slow = two.executeQuery("SELECT n, COUNT(*) FROM ticks GROUP BY n");
            for (int i = 0; i < 5; i++) {
                assertThat(fast.next()).isTrue();
                assertThat(slow.next()).isTrue();
            }
            fast.close();
            assertThat(slow.next()).isTrue();
        }
    }

    @Test
    void cancelEndsAnInsertThatIsWaitedFor() throws Exception {
        Weir.run(
                connection,
                "CREATE TABLE slow (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '1000000', 'rows-per-second' = '1')");
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> writer = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.executeUpdate("INSERT INTO hole SELECT n FROM slow");
                    return new SQLException("it ended");
                } catch (SQLException e) {
                    return e;
                }
            });
            while (Weir.rows(connection, "SHOW JOBS").isEmpty()) {
                assertThat(writer).isNotDone();
            }
            statement.cancel();
            assertThat(within(Duration.ofSeconds(1), writer).getSQLState()).isEqualTo("57014");
            while (Weir.rows(connection, "SHOW JOBS").stream().anyMatch(job -> job.contains("RUNNING"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void showJobsListsAnOpenEndlessQueryAndStopJobEndsIt() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM ticks")) {
            assertThat(rows.next()).isTrue();
            String id;
            try (Statement other = connection.createStatement();
                    ResultSet jobs = other.executeQuery("SHOW JOBS")) {
                assertThat(jobs.next()).isTrue();
                id = jobs.getString("job_id");
                assertThat(jobs.getString("kind")).isEqualTo("QUERY");
                assertThat(jobs.getString("state")).isEqualTo("RUNNING");
                assertThat(jobs.getString("statement")).isEqualTo("SELECT n FROM ticks");
                assertThat(jobs.getLong("rows_written")).isPositive();
                assertThat(jobs.next()).isFalse();
            }
            Weir.run(connection, "STOP JOB '" + id + "'");
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            assertThat(rows.getRow()).isNotNegative();
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
        assertThat(Weir.rows(connection, "SHOW JOBS")).isEmpty();
    }

    @Test
    void aQueryThatEndsIsNotAmongTheJobs() throws SQLException {
        assertThat(Weir.rows(connection, "VALUES (1)")).containsExactly("1");
        assertThat(Weir.rows(connection, "SHOW JOBS")).isEmpty();
    }
}
