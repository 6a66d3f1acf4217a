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
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.DecimalType;
import io.weir.spi.type.DataType.TimeType;
import io.weir.spi.type.DateTimeText;
import io.weir.spi.type.Schema;
import io.weir.tests.jdbc.Weir;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a script: feeds a step, waits until its epoch has been cut, and reads until the answer has changed as it says. */
final class ScriptRun {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofMillis(400);
    private static final AtomicInteger FEEDS = new AtomicInteger();

    private final Script script;
    private final boolean bounded;
    private final int parallelism;
    private final String feed = "feed-" + FEEDS.incrementAndGet();
    private final Map<String, Integer> changes = new TreeMap<>();
    private boolean epochComplete = true;

    ScriptRun(Script script, boolean bounded, int parallelism) {
        this.script = script;
        this.bounded = bounded;
        this.parallelism = parallelism;
    }

    /** Runs the script; errors are assertions. */
    void check() throws SQLException {
        run(false);
    }

    /** Runs the script and gives what each step changes, as the lines of a file. */
    List<List<String>> record() throws SQLException {
        return run(true);
    }

    private List<List<String>> run(boolean record) throws SQLException {
        List<List<String>> recorded = new ArrayList<>();
        try (Connection connection = Weir.open()) {
            Session session = connection.unwrap(Session.class);
            execute(session, "SET 'parallelism' = '" + parallelism + "'");
            List<Script.Statement> statements = script.statements();
            for (Script.Statement statement : statements.subList(0, statements.size() - 1)) {
                define(session, statement);
            }
            Script.Statement query = statements.get(statements.size() - 1);
            if (script.steps().isEmpty()) {
                define(session, query);
                return recorded;
            }
            if (bounded) {
                whole(session, query.sql());
                return recorded;
            }
            try (Cursor cursor = open(session, query.sql())) {
                for (Script.Step step : script.steps()) {
                    recorded.add(step(cursor, step, record));
                }
            }
        } finally {
            StepsConnector.forget(feed);
        }
        return recorded;
    }

    private String own(String sql) {
        return sql.replace(
                "'connector' = 'steps'",
                "'connector' = 'steps', 'feed' = '" + feed + "'" + (bounded ? ", 'bounded' = 'true'" : ""));
    }

    private Outcome execute(Session session, String sql) {
        return session.execute(own(sql), List.of(), ExecuteOptions.none());
    }

    private Cursor open(Session session, String sql) {
        return ((Outcome.Rows) execute(session, sql)).cursor();
    }

    private void define(Session session, Script.Statement statement) {
        try {
            if (execute(session, statement.sql()) instanceof Outcome.Rows rows) {
                try (Cursor cursor = rows.cursor()) {
                    while (!read(cursor, PATIENCE).last()) {
                        assertThat(changes).hasSizeLessThan(10_000);
                    }
                }
            }
        } catch (SqlException e) {
            assertThat(e.code().code())
                    .as(statement.sql() + "\n" + e.render(null))
                    .isEqualTo(statement.error());
            return;
        }
        if (statement.error() != null) {
            fail("%s went through", statement.sql());
        }
    }

    private List<String> step(Cursor cursor, Script.Step step, boolean record) {
        Map<String, List<StepTable.Row>> given = new LinkedHashMap<>();
        for (Script.Given row : step.rows()) {
            Schema schema = StepsConnector.table(feed, row.table()).schema();
            given.computeIfAbsent(row.table(), t -> new ArrayList<>())
                    .add(new StepTable.Row(row.weight(), values(row.values(), schema)));
        }
        given.forEach((table, rows) -> StepsConnector.table(feed, table).add(rows));
        if (step.error() != null) {
            failing(cursor, step.error());
            return List.of();
        }
        for (String table : given.keySet()) {
            if (!StepsConnector.table(feed, table).awaitCut(PATIENCE)) {
                read(cursor, Duration.ofMillis(1)); // says why, if the query has failed
                fail("%s:%d: no epoch was cut behind the rows of %s", script.file(), step.line(), table);
            }
        }
        if (record) {
            Frame frame;
            do {
                frame = read(cursor, SETTLED);
            } while (frame.size() > 0 || frame.epochComplete());
        }
        Map<String, Integer> expected = record ? changes : sum(step.changes());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(epochComplete && changes.equals(expected))) {
            if (System.nanoTime() > deadline) {
                assertThat(lines(changes))
                        .as("%s:%d: what the step changes", script.file(), step.line())
                        .isEqualTo(lines(expected));
                fail("%s:%d: the epoch does not end", script.file(), step.line());
            }
            read(cursor, Duration.ofMillis(200));
        }
        List<String> lines = lines(changes);
        changes.clear();
        return lines;
    }

    private void failing(Cursor cursor, String code) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                read(cursor, Duration.ofMillis(200));
            }
            fail("%s: the query goes on, and should have failed with %s", script.file(), code);
        } catch (SqlException e) {
            assertThat(e.code().code()).as(e.render(null)).isEqualTo(code);
        }
    }

    /** All rows at once: the answer is the sum of all changes. */
    private void whole(Session session, String sql) {
        session.prepare(own(sql)); // names the tables
        Map<String, List<StepTable.Row>> given = new LinkedHashMap<>();
        List<String> expected = new ArrayList<>();
        String error = null;
        for (Script.Step step : script.steps()) {
            for (Script.Given row : step.rows()) {
                StepTable table = StepsConnector.table(feed, row.table());
                given.computeIfAbsent(row.table(), t -> new ArrayList<>())
                        .add(new StepTable.Row(row.weight(), values(row.values(), table.schema())));
            }
            expected.addAll(step.changes());
            error = step.error() == null ? error : step.error();
        }
        given.forEach((table, rows) -> StepsConnector.table(feed, table).add(rows));
        try (Cursor cursor = open(session, sql)) {
            if (error != null) {
                failing(cursor, error);
                return;
            }
            assertThat(cursor.changing())
                    .as("a bounded result takes no rows back")
                    .isFalse();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!read(cursor, Duration.ofMillis(200)).last()) {
                assertThat(System.nanoTime())
                        .as("the query over bounded inputs does not end")
                        .isLessThan(deadline);
            }
        }
        assertThat(lines(changes)).as("%s: the whole answer", script.file()).isEqualTo(lines(sum(expected)));
    }

    private Frame read(Cursor cursor, Duration wait) {
        Frame frame = cursor.poll(1000, wait);
        Batch rows = frame.rows();
        if (rows != null) {
            Schema schema = cursor.schema();
            for (List<@Nullable Object> row : rows.rows(schema.types())) {
                int first = cursor.changing() ? 1 : 0;
                boolean removal = first == 1 && String.valueOf(row.get(0)).startsWith("-");
                List<String> cells = new ArrayList<>();
                for (int i = first; i < row.size(); i++) {
                    cells.add(text(row.get(i), schema.type(i)));
                }
                add(changes, String.join(" | ", cells), removal ? -1 : 1);
            }
            rows.release();
            epochComplete = frame.epochComplete();
        } else if (frame.epochComplete()) {
            epochComplete = true;
        }
        return frame;
    }

    private static void add(Map<String, Integer> sum, String row, int weight) {
        sum.merge(row, weight, (a, b) -> a + b == 0 ? null : a + b);
    }

    private static Map<String, Integer> sum(List<String> lines) {
        Map<String, Integer> sum = new TreeMap<>();
        for (String line : lines) {
            String row = java.util.Arrays.stream(line.substring(1).split("\\|"))
                    .map(String::strip)
                    .collect(Collectors.joining(" | "));
            add(sum, row, line.startsWith("+") ? 1 : -1);
        }
        return sum;
    }

    private static List<String> lines(Map<String, Integer> sum) {
        List<String> lines = new ArrayList<>();
        sum.forEach((row, weight) -> {
            for (int i = 0; i < Math.abs(weight); i++) {
                lines.add((weight > 0 ? "+ " : "- ") + row);
            }
        });
        lines.sort((a, b) -> a.charAt(0) == b.charAt(0) ? a.compareTo(b) : a.charAt(0) == '-' ? -1 : 1);
        return lines;
    }

    private static String text(@Nullable Object value, DataType type) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case DATE -> DateTimeText.date((Integer) value);
            case TIME -> DateTimeText.time((Long) value, ((TimeType) type).precision());
            case TIMESTAMP, TIMESTAMP_LTZ -> DateTimeText.timestamp((Long) value, ((TimeType) type).precision());
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> values(String text, Schema schema) {
        String[] cells = text.split("\\|", -1);
        assertThat(cells).as(text).hasSize(schema.size());
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            values.add(value(cells[i].strip(), schema.type(i)));
        }
        return values;
    }

    private static @Nullable Object value(String cell, DataType type) {
        if (cell.equals("NULL")) {
            return null;
        }
        byte[] utf8 = cell.getBytes(StandardCharsets.UTF_8);
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.valueOf(cell);
            case TINYINT, SMALLINT, INTEGER -> Integer.valueOf(cell);
            case BIGINT -> Long.valueOf(cell);
            case DOUBLE -> Double.valueOf(cell);
            case DECIMAL -> new BigDecimal(cell).setScale(((DecimalType) type).scale());
            case VARCHAR -> cell;
            case DATE -> (int) DateTimeText.readDate(utf8, 0, utf8.length);
            case TIMESTAMP, TIMESTAMP_LTZ ->
                DateTimeText.readTimestamp(
                        cell.length() == 5 ? ("2026-01-01 00:" + cell).getBytes(StandardCharsets.UTF_8) : utf8,
                        0,
                        cell.length() == 5 ? 19 : utf8.length,
                        ' ');
            default -> throw new IllegalArgumentException("a step cannot give a value of type " + type.sql());
        };
    }
}
