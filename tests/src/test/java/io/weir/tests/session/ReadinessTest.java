// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Frame;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Session;
import io.weir.tests.jdbc.Weir;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cursor says when it can be polled without waiting. */
class ReadinessTest {
    private static final String NEVER = "SELECT n FROM ticks WHERE n < 0";

    private Connection connection;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        connection = Weir.open();
        session = connection.unwrap(Session.class);
        Weir.run(connection, Weir.ticks("ticks", 20));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Cursor cursor(String sql, ExecuteOptions options) {
        return ((Outcome.Rows) session.execute(sql, List.of(), options)).cursor();
    }

    /** Waits until the cursor says that it is ready. */
    private static void awaitReady(Cursor cursor) throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        cursor.whenReady(woken::countDown);
        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static SqlException failure(Cursor cursor) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            awaitReady(cursor);
            try {
                cursor.poll(100, Duration.ZERO);
            } catch (SqlException e) {
                return e;
            }
        }
        throw new AssertionError("it goes on");
    }

    @Test
    void rowsAreThereWhenItIsReady() throws Exception {
        try (Cursor cursor = cursor("SELECT n FROM ticks", ExecuteOptions.none())) {
            int rows = 0;
            for (int frames = 0; rows < 5; frames++) {
                assertThat(frames).isLessThan(100);
                awaitReady(cursor);
                Frame frame = cursor.poll(1, Duration.ZERO);
                rows += frame.size();
            }
        }
    }

    @Test
    void theRestOfAFrameIsReadyAtOnce() throws Exception {
        try (Cursor cursor = cursor("VALUES (1), (2), (3)", ExecuteOptions.none())) {
            awaitReady(cursor);
            assertThat(cursor.poll(1, Duration.ZERO).size()).isEqualTo(1);
            boolean[] woken = {false};
            cursor.whenReady(() -> woken[0] = true);
            assertThat(woken[0]).isTrue();
        }
    }

    @Test
    void theEndIsReady() throws Exception {
        try (Cursor cursor = cursor("VALUES (1)", ExecuteOptions.none())) {
            Frame frame;
            do {
                awaitReady(cursor);
                frame = cursor.poll(100, Duration.ZERO);
            } while (!frame.last());
            awaitReady(cursor);
            assertThat(cursor.poll(100, Duration.ZERO).last()).isTrue();
        }
        try (Cursor cursor = cursor("SHOW TABLES", ExecuteOptions.none())) {
            awaitReady(cursor);
            assertThat(cursor.poll(100, Duration.ZERO).last()).isTrue();
        }
    }

    @Test
    void cancelAndCloseAreReady() throws Exception {
        Cursor cancelled = cursor(NEVER, ExecuteOptions.none());
        CountDownLatch woken = new CountDownLatch(1);
        cancelled.cancel();
        cancelled.whenReady(woken::countDown);
        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> cancelled.poll(1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        cancelled.close();
        Cursor closed = cursor(NEVER, ExecuteOptions.none());
        closed.close();
        assertThat(failure(closed).code()).isEqualTo(ErrorCode.CURSOR_CLOSED);
    }

    @Test
    void theTimeLimitIsReadyEvenIfNobodyPolls() throws Exception {
        Cursor cursor = cursor(NEVER, new ExecuteOptions(0, Optional.of(Duration.ofMillis(300))));
        assertThat(failure(cursor).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(failure(cursor).code()).isEqualTo(ErrorCode.TIMED_OUT);
        cursor.close();
    }

    @Test
    void aFailureIsReady() throws Exception {
        Cursor cursor = cursor("SELECT 1 / (n - 3) FROM ticks", ExecuteOptions.none());
        assertThat(failure(cursor).code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        cursor.close();
    }
}
