// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The loop of the shell on a terminal: reads a line, does it, and asks for the next. */
public final class InteractiveShell {
    private static final String PROMPT = "weir> ";

    /** What the prompt of a further line is: as wide as the first, with a sign for what is open. */
    private static final String GOES_ON = "%P  %M> ";

    private final Terminal terminal;
    private final Shell shell;
    private final LineReader reader;

    InteractiveShell(Terminal terminal, Shell shell, Optional<Path> historyFile) {
        this.terminal = terminal;
        this.shell = shell;
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("weir")
                .parser(new SqlInput())
                .highlighter(shell.colours())
                .completer(new NameCompleter(shell))
                .history(new StatementHistory())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, GOES_ON)
                .variable(LineReader.HISTORY_SIZE, StatementHistory.KEPT)
                .variable(LineReader.HISTORY_FILE_SIZE, StatementHistory.KEPT)
                .variable(LineReader.INDENTATION, 0)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.CASE_INSENSITIVE_SEARCH, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, false);
        historyFile.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
    }

    /**
     * Runs on the terminal of this process until the user leaves.
     *
     * @param format the name of the format of results
     */
    public static void run(String url, String format) throws SQLException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            if (terminal.getWidth() <= 0
                    || terminal.getHeight() <= 0) { // a line without a window, such as a serial one
                terminal.setSize(new Size(Screen.USUAL_WIDTH, Screen.USUAL_HEIGHT));
            }
            terminal.handle(Terminal.Signal.INT, signal -> {}); // between two statements there is nothing to end
            Screen screen = new Screen(terminal, System.getenv("NO_COLOR") == null);
            Optional<Path> history = StatementHistory.file(
                    Optional.ofNullable(System.getenv("WEIR_HISTORY")),
                    Optional.ofNullable(System.getProperty("user.home")));
            try (Shell shell = new Shell(screen, url, format, System::nanoTime)) {
                new InteractiveShell(terminal, shell, history).run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run() throws SQLException {
        shell.screen()
                .line("Weir, connected to " + Commands.withoutProperties(shell.url()) + ". \\help helps, \\q leaves.");
        shell.screen().flush();
        getReady();
        while (!shell.isLeaving()) {
            shell.tellEndedJobs();
            try {
                String text = reader.readLine(PROMPT);
                if (!text.isBlank()) {
                    shell.accept(text);
                }
            } catch (UserInterruptException e) {
                // what was typed is given up
            } catch (EndOfFileException e) {
                shell.leave();
                shell.screen().flush();
            }
        }
    }

    /** Learns the names while the user begins to type. */
    private void getReady() {
        Thread thread = new Thread(shell::names, "weir-shell-names");
        thread.setDaemon(true);
        thread.start();
    }

    Terminal terminal() {
        return terminal;
    }
}
