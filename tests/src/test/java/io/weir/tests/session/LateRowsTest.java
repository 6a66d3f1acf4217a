// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.jdbc.WeirResultSet;
import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows that come too late for what waits for time: {@code SHOW JOBS} tells how many, exactly, and of each form whose rows
 * go through it one by one, what was read is what was written and what was late.
 */
@Timeout(60)
class LateRowsTest {
    private static final String TUMBLE = "TABLE(TUMBLE(TABLE t, DESCRIPTOR(at_time), INTERVAL '1' MINUTE))";
    private static final String HOP =
            "TABLE(HOP(TABLE t, DESCRIPTOR(at_time), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))";

    /** What brings the watermark to 10:01:30, when the window of 10:00 has closed. */
    private static final List<String> BEFORE = List.of("10:00:01 a", "10:00:02 b", "10:01:30 a");

    /** Two in windows that have closed, one in time, and one behind the watermark whose window is open. */
    private static final List<String> THEN = List.of("10:00:05 a", "10:00:50 b", "10:01:40 a", "10:01:29 b");

    /** What closes all windows. */
    private static final List<String> AFTER = List.of("10:10:00 a");

    private enum Form {
        TUMBLE(
                "SELECT window_end, k, COUNT(*) FROM " + LateRowsTest.TUMBLE + " GROUP BY window_start, window_end, k",
                2),
        GROUP_WINDOW("SELECT k, COUNT(*) FROM t GROUP BY TUMBLE(at_time, INTERVAL '1' MINUTE), k", 2),
        /** Of the window that began at 10:00:30 the third row is in time for its other window. */
        HOP("SELECT window_end, k, COUNT(*) FROM " + LateRowsTest.HOP + " GROUP BY window_start, window_end, k", 2),
        CUMULATE(
                "SELECT window_end, COUNT(*) FROM TABLE(CUMULATE(TABLE t, DESCRIPTOR(at_time), INTERVAL '30' SECOND,"
                        + " INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
                2),
        /** The greatest window of the late rows is open, which they still count in. */
        CUMULATE_OPEN(
                "SELECT window_end, COUNT(*) FROM TABLE(CUMULATE(TABLE t, DESCRIPTOR(at_time), INTERVAL '30' SECOND,"
                        + " INTERVAL '2' MINUTE)) GROUP BY window_start, window_end",
                0),
        SESSION(
                "SELECT window_end, k, COUNT(*) FROM TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(at_time),"
                        + " INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k",
                2),
        WINDOW_OF_WINDOWS(
                "SELECT window_start, SUM(n) FROM TABLE(TUMBLE((SELECT window_time, COUNT(*) AS n FROM "
                        + LateRowsTest.TUMBLE
                        + " GROUP BY window_start, window_end, window_time), DESCRIPTOR(window_time), INTERVAL '2' MINUTE))"
                        + " GROUP BY window_start, window_end",
                2),
        WINDOW_TOP_N(
                "SELECT k, place FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY k)"
                        + " AS place FROM " + LateRowsTest.TUMBLE + ") WHERE place <= 9",
                2,
                true),
        /** A row is there once for each of its two windows: the late ones four times, and once the one of 10:01:29. */
        WINDOW_TOP_N_OF_HOP(
                "SELECT k, place FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY k)"
                        + " AS place FROM " + LateRowsTest.HOP + ") WHERE place <= 9",
                5),
        WINDOW_FIRST_ROW(
                "SELECT k FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY at_time)"
                        + " AS place FROM " + LateRowsTest.TUMBLE + ") WHERE place = 1",
                2),
        OVER_IN_WINDOWS(
                "SELECT k, COUNT(*) OVER (PARTITION BY window_start, window_end) FROM " + LateRowsTest.TUMBLE, 2, true),
        /** Both sides of a join count what was late for them. */
        WINDOW_JOIN(
                "SELECT a.k FROM " + LateRowsTest.TUMBLE + " AS a JOIN " + LateRowsTest.TUMBLE
                        + " AS b ON a.k = b.k AND" + " a.window_start = b.window_start AND a.window_end = b.window_end",
                4),
        /** Judged by a row's own time. */
        INTERVAL_JOIN(
                "SELECT a.k FROM t AS a JOIN t AS b ON a.k = b.k AND"
                        + " a.at_time BETWEEN b.at_time - INTERVAL '1' MINUTE AND b.at_time",
                6),
        OVER("SELECT k, COUNT(*) OVER (PARTITION BY k ORDER BY at_time) FROM t", 3, true),
        ROW_NUMBER("SELECT k, ROW_NUMBER() OVER (ORDER BY at_time) FROM t", 3, true);

        final String sql;
        final long late;
        final boolean rowByRow;

        Form(String sql, long late) {
            this(sql, late, false);
        }

        Form(String sql, long late, boolean rowByRow) {
            this.sql = sql;
            this.late = late;
            this.rowByRow = rowByRow;
        }
    }

    @TempDir
    private Path folder;

    private void append(List<String> rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String row : rows) {
            lines.append("{\"at_time\":\"2026-01-01 %s\",\"k\":\"%s\"}\n".formatted((Object[]) row.split(" ")));
        }
        Files.write(
                folder.resolve("rows.json"),
                lines.toString().getBytes(UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void await(WeirResultSet rows, String time, CompletableFuture<?> reader) {
        long micros = Timestamp.valueOf("2026-01-01 " + time).toLocalDateTime().toEpochSecond(java.time.ZoneOffset.UTC)
                * 1_000_000;
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (rows.watermark() < micros) {
            assertThat(reader).isNotDone();
            assertThat(System.nanoTime()).as("waiting for %s", time).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void areCounted(Form form) throws Exception {
        try (Connection connection = DriverManager.getConnection(Weir.url() + ";files.roots=" + folder);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE t (at_time TIMESTAMP(3), k STRING, WATERMARK FOR at_time AS at_time)
                    WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json',
                      'source.monitor-interval' = '2 ms')""".formatted(folder));
            append(BEFORE);
            try (ResultSet result = statement.executeQuery(form.sql)) {
                WeirResultSet rows = result.unwrap(WeirResultSet.class);
                CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> drain(rows));
                await(rows, "10:01:30", reader);
                append(THEN);
                append(AFTER);
                await(rows, "10:10:00", reader);
                check(form, connection);
            }
        }
    }

    /** Reads until the result is closed. */
    private static int drain(ResultSet rows) {
        int count = 0;
        try {
            while (rows.next()) {
                count++;
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("34000");
        }
        return count;
    }

    private static void check(Form form, Connection connection) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
            assertThat(jobs.next()).isTrue();
            for (String column : List.of("rows_read", "rows_written", "late", "filtered", "dropped")) {
                found.add(jobs.getLong(column));
            }
        }
        long read = BEFORE.size() + THEN.size() + AFTER.size();
        assertThat(found.get(0)).as("rows read").isEqualTo(read);
        assertThat(found.get(2)).as("late").isEqualTo(form.late);
        assertThat(found.get(4)).as("dropped").isZero();
        if (form.rowByRow) {
            // a window that has not closed yet still has its row
            long held = form.sql.contains("window_start") ? 1 : 0;
            assertThat(found.get(1) + found.get(2) + found.get(3) + held)
                    .as("written, late, filtered and held")
                    .isEqualTo(read);
        }
    }
}
