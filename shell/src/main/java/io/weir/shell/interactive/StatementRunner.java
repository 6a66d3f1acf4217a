// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.shell.RowTable;
import io.weir.shell.TableLayout;
import io.weir.sqlparser.text.Lexer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a statement and shows what comes of it, until its end or Ctrl-C. */
final class StatementRunner {
    private static final long REPAINT_MILLIS = 250;

    private final Screen screen;
    private final Settings settings;
    private final ScheduledExecutorService ticker;
    private final LongSupplier clock;
    private final Consumer<String> started;

    /** @param started takes the ids of the jobs that statements start */
    StatementRunner(
            Screen screen,
            Settings settings,
            ScheduledExecutorService ticker,
            LongSupplier nanoClock,
            Consumer<String> started) {
        this.screen = screen;
        this.settings = settings;
        this.ticker = ticker;
        this.clock = nanoClock;
        this.started = started;
    }

    /** Runs one statement; fails as it does, unless it was ended by Ctrl-C. */
    void run(Connection connection, String sql) throws SQLException {
        Stopwatch watch = new Stopwatch(clock);
        AtomicBoolean interrupted = new AtomicBoolean();
        Summary summary = new Summary();
        try (Statement statement = connection.createStatement()) {
            screen.whileBusy(
                    () -> {
                        interrupted.set(true);
                        cancel(statement);
                    },
                    () -> run(connection, statement, sql, watch, summary));
        } catch (SQLException e) {
            if (!interrupted.get()) {
                throw e;
            }
        }
        if (summary.text.isEmpty() && !interrupted.get()) {
            return; // nothing but the rows themselves
        }
        String text = interrupted.get() ? "ended by Ctrl-C: " + summary.text : summary.text;
        if (settings.timing) {
            text = text + (interrupted.get() || summary.reads ? " in " : ", ") + watch.text();
        }
        screen.line("(" + text + ")", Screen.FAINT);
        screen.flush();
    }

    /** What is said at the end; known in part when the end comes early. */
    private static final class Summary {
        String text = "nothing yet";
        boolean reads;
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended by itself
        }
    }

    private void run(Connection connection, Statement statement, String sql, Stopwatch watch, Summary summary)
            throws SQLException {
        boolean writes = writes(sql);
        Jobs jobs = new Jobs(connection);
        boolean rows;
        try (Progress progress = new Progress(screen, watch, () -> writes ? jobs.progress(sql) : "", ticker)) {
            rows = statement.execute(sql);
        }
        tell(statement.getWarnings());
        screen.flush();
        if (rows) {
            summary.reads = true;
            try (ResultSet result = statement.getResultSet()) {
                try {
                    show(result, watch, summary);
                } finally {
                    tell(result.getWarnings());
                }
            }
        } else if (!writes) {
            summary.text = "done";
        } else {
            summary.text = Stopwatch.count(statement.getLargeUpdateCount(), "row") + " written";
            if (statement.getLargeUpdateCount() == 0) {
                jobs.startedBy(sql).ifPresent(id -> {
                    started.accept(id);
                    summary.text = id + " has started; \\jobs tells how it goes, \\stop " + id + " ends it";
                });
            }
        }
    }

    private void tell(@Nullable SQLWarning first) {
        for (SQLWarning w = first; w != null; w = w.getNextWarning()) {
            screen.line("WARNING: " + Screen.printable(String.valueOf(w.getMessage())), Screen.WARNING);
        }
    }

    private static boolean writes(String sql) {
        Lexer lexer = new Lexer(sql);
        return lexer.next() && (lexer.is("INSERT") || lexer.is("EXECUTE") || lexer.is("BEGIN"));
    }

    private void show(ResultSet result, Stopwatch watch, Summary summary) throws SQLException {
        if (!settings.onScreen()) {
            showElsewhere(result, summary);
        } else if (settings.expanded) {
            showExpanded(result, watch, summary);
        } else if (LiveTable.isFor(result) && !screen.isDumb()) {
            showLive(result, watch, summary);
        } else {
            showRows(result, watch, summary);
        }
    }

    private void showLive(ResultSet result, Stopwatch watch, Summary summary) throws SQLException {
        LiveTable table = new LiveTable(screen, result, watch);
        ScheduledFuture<?> ticks = ticker.scheduleWithFixedDelay(table::tick, 0, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
        try {
            table.take();
        } finally {
            ticks.cancel(false);
            table.end();
            summary.text = table.summary();
        }
    }

    private void showRows(ResultSet result, Stopwatch watch, Summary summary) throws SQLException {
        TableLayout layout = RowTable.layout(
                result, screen.isDumb() ? TableLayout.ENDLESS : screen.width(), Screen::widthOf, screen.cutMark());
        Progress progress = new Progress(screen, watch, () -> " waiting for rows", ticker);
        RowTable table = new RowTable(
                result,
                layout,
                Screen::printable,
                line -> {
                    progress.close();
                    screen.line(line);
                },
                screen::flush);
        try (progress) {
            table.print();
        } finally {
            summary.text = Stopwatch.count(table.rows(), "row");
        }
    }

    private void showExpanded(ResultSet result, Stopwatch watch, Summary summary) throws SQLException {
        ExpandedRows rows = new ExpandedRows(screen, result);
        Progress progress = new Progress(screen, watch, () -> " waiting for rows", ticker);
        try (progress) {
            rows.print(progress::close);
        } finally {
            summary.text = Stopwatch.count(rows.rows(), "row");
        }
    }

    /** In another format or to a file, where nothing can be updated in place. */
    private void showElsewhere(ResultSet result, Summary summary) throws SQLException {
        summary.text = settings.file.isPresent() ? "written to the file" : "";
        if (settings.file.isPresent()) {
            settings.resultFormat().print(result, settings.file.get());
        } else {
            PrintStream out = new PrintStream(new ScreenBytes(), false, StandardCharsets.UTF_8);
            settings.resultFormat().print(result, out);
            out.flush();
        }
    }

    /** Hands bytes that are whole lines of UTF-8 on to the screen. */
    private final class ScreenBytes extends ByteArrayOutputStream {
        @Override
        public void flush() {
            screen.terminal().writer().append(toString(StandardCharsets.UTF_8));
            reset();
            screen.flush();
        }
    }
}
