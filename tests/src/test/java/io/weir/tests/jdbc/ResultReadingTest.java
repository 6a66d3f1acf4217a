// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.jdbc.RowChange;
import io.weir.jdbc.WeirResultSet;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading a result: what only Weir tells of it, its ends at every moment, and many at once. */
@Timeout(120)
@ParameterizedClass
@EnumSource(Door.class)
class ResultReadingTest {
    @Parameter
    private Door door;

    private Home home;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        home = door.open();
        connection = home.connect();
        Weir.run(connection, Weir.ticks("ticks", 1000));
        Weir.run(
                connection,
                "CREATE TABLE flood (n BIGINT, t STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '200000')");
        Weir.run(
                connection,
                "CREATE TABLE many (a BIGINT NOT NULL, b DOUBLE NOT NULL, c INT, d BOOLEAN) WITH ('connector' = 'datagen',"
                        + " 'number-of-rows' = '40000', 'fields.a.kind' = 'sequence', 'fields.a.start' = '1', 'fields.a.end' = '40000')");
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
    }

    @Test
    void changesAddUpToTheAnswerAtTheEndOfEachEpoch() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, COUNT(*) AS total FROM ticks GROUP BY n")) {
            WeirResultSet weir = rows.unwrap(WeirResultSet.class);
            assertThat(weir.epoch()).isEqualTo(-1);
            assertThatThrownBy(weir::change).isInstanceOf(SQLException.class);
            Map<Long, Long> answer = new HashMap<>();
            long epochs = 0;
            long before = -1;
            while (epochs < 20) {
                assertThat(rows.next()).isTrue();
                assertThat(weir.epoch()).isGreaterThanOrEqualTo(before);
                before = weir.epoch();
                RowChange change = weir.change();
                assertThat(change.op()).isEqualTo(rows.getString("op"));
                long n = rows.getLong("n");
                if (change.adds()) {
                    assertThat(answer.put(n, rows.getLong("total"))).isNull();
                } else {
                    assertThat(answer.remove(n)).isEqualTo(rows.getLong("total"));
                }
                if (weir.isEpochComplete()) {
                    epochs++;
                    assertThat(answer).hasSizeBetween(1, 4);
                }
            }
        }
    }

    @Test
    void rowsAreNumberedAndOnlyGoForward() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(7);
            ResultSet rows = statement.executeQuery("SELECT a FROM many");
            assertThat(rows.getFetchSize()).isEqualTo(7);
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.getRow()).isZero();
            int count = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getRow()).isEqualTo(count);
                assertThat(rows.getLong(1)).isEqualTo(count);
                assertThat(rows.isFirst()).isEqualTo(count == 1);
                if (count == 100) {
                    rows.setFetchSize(0);
                }
            }
            assertThat(count).isEqualTo(40_000);
            assertThat(rows.isAfterLast()).isTrue();
            assertThat(rows.getRow()).isZero();
            assertThat(rows.next()).isFalse();
            assertThatThrownBy(rows::previous).isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThatThrownBy(() -> rows.setFetchSize(-1)).isInstanceOf(SQLException.class);
        }
    }

    /** A long time of warming up, then a look at what the reading thread has allocated. */
    @Test
    void gettersOfPrimitiveValuesAllocateNothing() throws SQLException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a, b, c, d FROM many")) {
            long sum = 0;
            long allocated = 0;
            long counted = 0;
            WeirResultSet weir = rows.unwrap(WeirResultSet.class);
            for (int row = 0; row < 40_000; row++) {
                boolean within = weir.hasBuffered(); // else next() fetches, which may allocate
                long before = threads.getCurrentThreadAllocatedBytes();
                assertTrue(rows.next());
                sum += rows.getLong(1) + (long) rows.getDouble(2) + rows.getInt(3) + (rows.getBoolean(4) ? 1 : 0);
                sum += rows.getLong("a") + (rows.wasNull() ? 1 : 0);
                if (within && row > 20_000) {
                    allocated += threads.getCurrentThreadAllocatedBytes() - before;
                    counted++;
                }
            }
            assertThat(sum).isNotZero();
            assertThat(counted).isPositive();
            assertThat(allocated / (double) counted).as("bytes per row").isLessThan(1);
        }
    }

    private static void assertTrue(boolean condition) {
        if (!condition) {
            throw new AssertionError();
        }
    }

    @Test
    void cancelBeforeTheFirstRowIsFetchedIsTold() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT n FROM ticks");
            statement.cancel();
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            rows.getLong(1);
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThatThrownBy(rows::next).as("and told again").isInstanceOf(SQLException.class);
            statement.cancel();
        }
    }

    @Test
    void cancelOfNothingIsNothing() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.cancel();
            try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
            statement.cancel();
            try (ResultSet rows = statement.executeQuery("SELECT 2")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void theTimeoutStrikesWhileRowsArrive() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            ResultSet rows = statement.executeQuery("SELECT n, t FROM flood");
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            rows.getString(2);
                        }
                    })
                    .isInstanceOf(SQLTimeoutException.class);
            assertThat(System.nanoTime() - start).isBetween(900_000_000L, 20_000_000_000L);
        }
    }

    /** Ends of three kinds at random moments of a result whose rows come without pause: each is told as what it is. */
    @Test
    void anEndFromAnotherThreadIsToldWhateverTheReaderDoes() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 30; i++) {
                Statement statement = connection.createStatement();
                int after = random.nextInt(3_000);
                int end = random.nextInt(3);
                CyclicBarrier moment = new CyclicBarrier(2);
                ResultSet rows = statement.executeQuery("SELECT n, t FROM flood");
                Future<SQLException> reader = threads.submit(() -> {
                    try {
                        for (int row = 0; rows.next(); row++) {
                            rows.getString(2);
                            if (row == after) {
                                moment.await();
                            }
                        }
                        return new SQLException("it ended");
                    } catch (SQLException e) {
                        return e;
                    }
                });
                moment.await(30, TimeUnit.SECONDS);
                switch (end) {
                    case 0 -> statement.cancel();
                    case 1 -> rows.close();
                    default -> statement.close();
                }
                String state = reader.get(10, TimeUnit.SECONDS).getSQLState();
                assertThat(state)
                        .as("seed %d, round %d", seed, i)
                        .isIn(end == 0 ? List.of("57014") : List.of("34000", "24000"));
                statement.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyStatementsOfOneConnectionRunAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int most = 1_000 + t;
                sums.add(threads.submit(() -> {
                    long sum = 0;
                    for (int i = 0; i < 5; i++) {
                        try (Statement statement = connection.createStatement()) {
                            statement.setMaxRows(most);
                            try (ResultSet rows = statement.executeQuery("SELECT a FROM many")) {
                                while (rows.next()) {
                                    sum += 1;
                                }
                            }
                        }
                    }
                    return sum;
                }));
            }
            for (int t = 0; t < 8; t++) {
                assertThat(sums.get(t).get(60, TimeUnit.SECONDS)).isEqualTo(5L * (1_000 + t));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void abortWakesAllReadersAtOnce() throws Exception {
        List<CompletableFuture<String>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ResultSet rows = connection.createStatement().executeQuery("SELECT n FROM ticks WHERE n < 0");
            readers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    rows.next();
                    return "a row";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            }));
        }
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            connection.abort(threads);
            assertThat(connection.isClosed()).isTrue();
            for (CompletableFuture<String> reader : readers) {
                assertThat(reader.get(5, TimeUnit.SECONDS)).isIn("34000", "08003");
            }
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(connection::createStatement)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
            connection.abort(threads);
            connection.close();
        } finally {
            threads.shutdown();
        }
    }
}
