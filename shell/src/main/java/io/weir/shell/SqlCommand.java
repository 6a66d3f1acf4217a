// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import io.weir.shell.interactive.InteractiveShell;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.Session;
import io.weir.sqlparser.text.SourceText;
import io.weir.sqlparser.text.StatementSplitter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code weir sql}: runs a script and prints what it gives, or, on a terminal, what is typed. */
final class SqlCommand {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final String SERVER = "jdbc:weir://";
    private static final Set<String> VALUED = Set.of("-e", "-f", "--url", "--format", "--max-rows", "--timeout");

    private final Arguments arguments;
    private final String url;

    /** @param words options, and anywhere among them a URL */
    SqlCommand(List<String> words) {
        List<String> options = new ArrayList<>();
        String given = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("jdbc:")) {
                if (given != null) {
                    throw new UsageException("give the URL once");
                }
                given = word;
                continue;
            }
            options.add(word);
            if (VALUED.contains(word) && i + 1 < words.size()) {
                options.add(words.get(++i));
            }
        }
        this.arguments = new Arguments(options, VALUED, Set.of());
        if (given != null && arguments.has("--url")) {
            throw new UsageException("give the URL once");
        }
        this.url = given != null ? given : arguments.text("--url").orElse("jdbc:weir:");
    }

    int run() throws SQLException {
        if (arguments.has("-e") && arguments.has("-f")) {
            throw new UsageException("give either -e or -f");
        }
        ResultFormat format = ResultFormat.named(arguments.text("--format").orElse("table"));
        if (isInteractive()) {
            if (arguments.has("--max-rows") || arguments.has("--timeout")) {
                throw new UsageException("--max-rows and --timeout go with a script: -e, -f or a pipe");
            }
            InteractiveShell.run(url, arguments.text("--format").orElse("table"));
            return Main.OK;
        }
        return runScript(format);
    }

    /** Whether statements are typed one by one: none are given, and both ends are a terminal. */
    private boolean isInteractive() {
        return !arguments.has("-e") && !arguments.has("-f") && Console.isTerminal();
    }

    private int runScript(ResultFormat format) throws SQLException {
        PrintStream out = Console.out();
        long maxRows = arguments.number("--max-rows", 0, 1);
        long timeout = arguments.number("--timeout", 0, 1);
        long deadline = System.nanoTime() + (timeout == 0 ? FOREVER.toNanos() : timeout * 1_000_000_000L);
        String script = script();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (ScriptStatement statement : split(script)) {
                long left = secondsLeft(deadline);
                if (timeout > 0 && left == 0) {
                    return Main.OK;
                }
                try (Statement jdbc = connection.createStatement()) {
                    jdbc.setLargeMaxRows(maxRows);
                    jdbc.setQueryTimeout(timeout == 0 ? 0 : (int) Math.min(left, Integer.MAX_VALUE / 1000));
                    boolean rows = jdbc.execute(statement.sql());
                    print(jdbc.getWarnings());
                    if (rows) {
                        try (ResultSet result = jdbc.getResultSet()) {
                            format.print(result, out);
                            print(result.getWarnings());
                        }
                    } else if (jdbc.getLargeUpdateCount() > 0) {
                        System.err.println(jdbc.getLargeUpdateCount() + " rows written");
                    }
                } catch (SQLTimeoutException e) {
                    out.flush();
                    return Main.OK; // --timeout is an end like any other
                } catch (SQLException e) {
                    throw inScript(e, statement, script);
                }
            }
            out.flush();
            if (!url.startsWith(SERVER)) { // a server's jobs go on without us
                connection
                        .unwrap(Session.class)
                        .awaitJobs(
                                timeout == 0 ? FOREVER : Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (SqlException e) {
            throw new SQLException(e.render(null), e.code().sqlState(), e.code().number(), e);
        } finally {
            out.flush();
        }
        return Main.OK;
    }

    private static void print(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            System.err.println("WARNING: " + warning.getMessage());
        }
    }

    /** The same error with its place in the script. */
    private static SQLException inScript(SQLException error, ScriptStatement statement, String script) {
        if (error.getCause() instanceof SqlException known && known.span() != null) {
            SqlException placed = known.at(known.span().within(statement.line(), statement.column()));
            return new SQLException(placed.render(script), error.getSQLState(), error.getErrorCode(), error);
        }
        return error;
    }

    private static List<ScriptStatement> split(String script) {
        SourceText source = new SourceText(script);
        List<ScriptStatement> statements = new ArrayList<>();
        for (StatementSplitter.Piece piece : StatementSplitter.split(script)) {
            SourceSpan span = source.span(piece.start(), piece.end());
            statements.add(
                    new ScriptStatement(script.substring(piece.start(), piece.end()), span.line(), span.column()));
        }
        return statements;
    }

    private static long secondsLeft(long deadlineNanos) {
        return Math.max(0, (deadlineNanos - System.nanoTime() + 999_999_999L) / 1_000_000_000L);
    }

    private String script() {
        try {
            if (arguments.has("-e")) {
                return arguments.text("-e").orElse("");
            }
            if (arguments.has("-f")) {
                return Files.readString(Path.of(arguments.text("-f").orElse("")));
            }
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException("file \"" + e.getFile() + "\" does not exist");
        } catch (IOException e) {
            throw new UsageException("the script could not be read: " + e.getMessage());
        }
    }
}
