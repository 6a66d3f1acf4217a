// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.text.SourceText;
import io.weir.sqlparser.text.StatementSplitter;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** A connection with a screen: takes what was typed, a command or statements, and does it. */
final class Shell implements AutoCloseable {
    private final Screen screen;
    private final Settings settings = new Settings();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "weir-shell-ticker");
        thread.setDaemon(true);
        return thread;
    });
    private final StatementRunner runner;
    private final Commands commands = new Commands(this);
    private volatile Names names = Names.NONE;
    private final SqlColours colours;
    private volatile boolean namesChanged = true;
    private String url;
    private Connection connection;
    private final Set<String> started = new LinkedHashSet<>();
    private boolean leaving;
    private boolean warned;

    Shell(Screen screen, String url, String format, LongSupplier nanoClock) throws SQLException {
        this.screen = screen;
        this.runner = new StatementRunner(screen, settings, ticker, nanoClock, started::add);
        this.colours = new SqlColours(() -> names, screen.isStyled());
        this.settings.format = format;
        this.url = url;
        this.connection = DriverManager.getConnection(url);
    }

    Screen screen() {
        return screen;
    }

    Settings settings() {
        return settings;
    }

    Connection connection() {
        return connection;
    }

    Commands commands() {
        return commands;
    }

    SqlColours colours() {
        return colours;
    }

    String url() {
        return url;
    }

    /** Whether the engine is in this process, so that its jobs end with the shell. */
    boolean inProcess() {
        return !url.startsWith("jdbc:weir://");
    }

    /** The names of the connection, asked for again after something may have changed them. */
    Names names() {
        if (namesChanged) {
            try {
                names = Names.of(connection);
                namesChanged = false;
            } catch (SQLException e) {
                return names; // completing fewer names is no reason to fail
            }
        }
        return names;
    }

    /** Goes over to another connection; stays with this one when there is none to be had. */
    void connect(String wanted) throws SQLException {
        Connection opened = DriverManager.getConnection(wanted);
        Connection before = connection;
        connection = opened;
        url = wanted;
        namesChanged = true;
        started.clear();
        before.close();
    }

    /** Does what a text says: a command or statements; tells errors, and gives whether there was none. */
    boolean accept(String text) {
        try {
            if (SqlInput.isCommand(text)) {
                commands.run(text.strip());
            } else {
                statements(text);
            }
            return true;
        } catch (SQLException e) {
            screen.error(String.valueOf(e.getMessage()));
            return false;
        } finally {
            settings.file.ifPresent(PrintStream::flush);
            screen.flush();
        }
    }

    /** Runs statements until one fails, whose error then has its place in the whole text. */
    void statements(String text) throws SQLException {
        SourceText source = new SourceText(text);
        for (StatementSplitter.Piece piece : StatementSplitter.split(text)) {
            namesChanged = true;
            warned = false;
            try {
                runner.run(connection, text.substring(piece.start(), piece.end()));
            } catch (SQLException e) {
                SourceSpan start = source.span(piece.start(), piece.end());
                throw placed(e, start.line(), start.column(), text);
            }
        }
    }

    private SQLException placed(SQLException error, int line, int column, String text) {
        if (error.getCause() instanceof SqlException known) {
            SourceSpan span = known.span();
            if (span != null) {
                SourceSpan within = span.within(line, column);
                int start = offset(text, within.line(), within.column());
                int end = offset(text, within.endLine(), within.endColumn()) + 1;
                int indent = text.indexOf(text.strip());
                colours.failed(text.strip(), start - indent, end - indent);
                return new SQLException(
                        known.at(within).render(text), error.getSQLState(), error.getErrorCode(), error);
            }
        }
        return error;
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return Math.min(text.length(), start + column - 1);
    }

    /** Tells which of the jobs that were started here have ended since it was told last. */
    void tellEndedJobs() {
        if (started.isEmpty()) {
            return;
        }
        try {
            for (Jobs.Job job : new Jobs(connection).list()) {
                if (!job.hasEnded() || !started.remove(job.id())) {
                    continue;
                }
                if (job.error().isEmpty()) {
                    String written = Stopwatch.count(job.written(), "row") + " written";
                    screen.line(
                            job.id() + " has " + (job.state().equals("STOPPED") ? "stopped, " : "ended, ") + written,
                            Screen.FAINT);
                } else {
                    screen.line(job.id() + " has failed", Screen.WARNING);
                    screen.error(job.error());
                }
            }
        } catch (SQLException e) {
            started.clear(); // whoever can be asked no more knows nothing of jobs either
        }
        screen.flush();
    }

    /** Ends the shell, unless jobs would end with it and that has not been said. */
    void leave() throws SQLException {
        List<Jobs.Job> jobs = inProcess() && !warned
                ? new Jobs(connection)
                        .list().stream()
                                .filter(job -> job.runs() && job.kind().equals("INSERT"))
                                .toList()
                : List.of();
        if (jobs.isEmpty()) {
            leaving = true;
        } else {
            warned = true;
            screen.line(
                    Stopwatch.count(jobs.size(), "job") + " would end with this shell: "
                            + String.join(", ", jobs.stream().map(Jobs.Job::id).toList())
                            + ". Leave again to end the shell.",
                    Screen.WARNING);
        }
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Sends results to a file, or to the screen again. */
    void resultsTo(Optional<PrintStream> file) {
        settings.file.ifPresent(PrintStream::close);
        settings.file = file;
    }

    @Override
    public void close() throws SQLException {
        ticker.shutdownNow();
        resultsTo(Optional.empty());
        connection.close();
    }
}
