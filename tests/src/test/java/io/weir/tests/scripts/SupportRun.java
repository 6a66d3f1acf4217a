// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weir.spi.batch.Batch;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.Cursor;
import io.weir.spi.session.ExecuteOptions;
import io.weir.spi.session.Frame;
import io.weir.spi.session.Outcome;
import io.weir.spi.session.Session;
import io.weir.tests.jdbc.Weir;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One form of query over inputs of one kind: its answer, read as it changes, has to become what the same rows give when
 * they are all there from the start.
 */
final class SupportRun {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger FEEDS = new AtomicInteger();
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_767_225_600L * SECOND;

    private final String sql;
    private final boolean updating;
    private final Path folder;
    private final String feed = "support-" + FEEDS.incrementAndGet();

    SupportRun(String sql, boolean updating, Path folder) {
        this.sql = sql;
        this.updating = updating;
        this.folder = folder;
    }

    private static StepTable.Row row(int weight, int id, String k, int v, int second) {
        return new StepTable.Row(weight, List.of(id, k, v, BEGIN + second * SECOND));
    }

    private static List<StepTable.Row> first() {
        return List.of(row(1, 1, "a", 1, 1), row(1, 2, "b", 2, 3), row(1, 3, "a", 3, 2), row(1, 4, "a", 3, 8));
    }

    private static List<StepTable.Row> second(boolean updating) {
        List<StepTable.Row> rows = new ArrayList<>(List.of(row(1, 5, "b", 1, 12), row(1, 6, "c", 2, 11)));
        if (updating) {
            rows.add(row(-1, 6, "c", 2, 11));
            rows.add(row(-1, 5, "b", 1, 12));
            rows.add(row(1, 5, "b", 4, 13));
        }
        return rows;
    }

    /** Brings the watermark far on. */
    private static List<StepTable.Row> closing() {
        return List.of(row(1, 99, "z", 0, 1000));
    }

    /** What the query is: {@code adds}, {@code changes}, or the code that it is refused with. */
    String outcome() throws SQLException {
        String url = Weir.url() + ";files.roots=" + folder;
        try (Connection connection = DriverManager.getConnection(url)) {
            Session session = connection.unwrap(Session.class);
            define(session, feed, false);
            execute(
                    session,
                    "CREATE TABLE files (id BIGINT, v BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json')"
                            .formatted(folder.resolve(feed)));
            execute(session, "CREATE TABLE hole (id BIGINT, v BIGINT) WITH ('connector' = 'blackhole')");
            Outcome outcome;
            try {
                outcome = execute(session, sql);
            } catch (SqlException e) {
                return e.code().code();
            }
            if (outcome instanceof Outcome.Rows rows) {
                try (Cursor cursor = rows.cursor()) {
                    follow(cursor, List.of(whole(false), whole(true)));
                    return cursor.changing() ? "changes" : "adds";
                }
            }
            return "works";
        } finally {
            StepsConnector.forget(feed);
            StepsConnector.forget(feed + "-whole-true");
            StepsConnector.forget(feed + "-whole-false");
        }
    }

    private Outcome execute(Session session, String statement) {
        return session.execute(statement, List.of(), ExecuteOptions.none());
    }

    private void define(Session session, String of, boolean bounded) {
        for (String table : List.of("t", "s")) {
            execute(session, """
                    CREATE TABLE %s (id INT NOT NULL, k STRING, v INT, at_time TIMESTAMP(3), WATERMARK FOR at_time AS at_time)
                    WITH ('connector' = 'steps', 'feed' = '%s', 'updating' = '%s', 'bounded' = '%s')""".formatted(table, of, updating, bounded));
            session.prepare("SELECT * FROM " + table); // names the table
        }
    }

    /** The answer over inputs that end. */
    private Map<String, Integer> whole(boolean withClosing) throws SQLException {
        String of = feed + "-whole-" + withClosing;
        try (Connection connection = Weir.open()) {
            Session session = connection.unwrap(Session.class);
            define(session, of, true);
            for (String table : List.of("t", "s")) {
                StepTable rows = StepsConnector.table(of, table);
                rows.add(first());
                rows.add(second(updating));
                rows.add(withClosing ? closing() : List.of());
            }
            Map<String, Integer> answer = new TreeMap<>();
            try (Cursor cursor = ((Outcome.Rows) execute(session, sql)).cursor()) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (!read(cursor, answer).last()) {
                    assertThat(System.nanoTime()).as("the end of %s", sql).isLessThan(deadline);
                }
            }
            assertThat(answer).as("the answer of %s", sql).isNotEmpty();
            return answer;
        }
    }

    /** Gives the rows, step by step, and reads until the answer is right. */
    private void follow(Cursor cursor, List<Map<String, Integer>> right) {
        for (List<StepTable.Row> step : List.of(first(), second(updating), closing())) {
            for (String table : List.of("t", "s")) {
                StepsConnector.table(feed, table).add(step);
            }
        }
        Map<String, Integer> answer = new TreeMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!right.contains(answer)) {
            read(cursor, answer);
            if (System.nanoTime() > deadline) {
                fail("%s, updating %s: %s is none of %s", sql, updating, answer, right);
            }
        }
    }

    private static Frame read(Cursor cursor, Map<String, Integer> answer) {
        Frame frame = cursor.poll(1000, Duration.ofMillis(100));
        Batch rows = frame.rows();
        if (rows != null) {
            for (List<@Nullable Object> row : rows.rows(cursor.schema().types())) {
                boolean removal =
                        cursor.changing() && String.valueOf(row.get(0)).startsWith("-");
                String shown =
                        row.subList(cursor.changing() ? 1 : 0, row.size()).toString();
                answer.merge(shown, removal ? -1 : 1, (a, b) -> a + b == 0 ? null : a + b);
            }
            rows.release();
        }
        return frame;
    }
}
