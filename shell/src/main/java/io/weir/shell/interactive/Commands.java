// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.shell.ResultFormat;
import io.weir.spi.error.Nearest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The commands of the shell: words behind a backslash that are no SQL. */
final class Commands {
    /** How deep files may run files. */
    private static final int MOST_FILES = 16;

    private final Shell shell;
    private final Descriptions descriptions;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private int files;

    /**
     * A command.
     *
     * @param argument what is to stand behind it, for the help
     */
    record Command(String name, String argument, String help, Action action) {}

    /** What a command does with the text behind it. */
    interface Action {
        void run(String argument) throws SQLException;
    }

    Commands(Shell shell) {
        this.shell = shell;
        this.descriptions = new Descriptions(shell);
        add("\\d", "[NAME]", "tables and views; of one its columns, key, watermark and options", this::describe);
        add("\\df", "[PATTERN]", "functions; * stands for any text", descriptions::functions);
        add("\\jobs", "", "jobs and open continuous queries", none(descriptions::jobs));
        add("\\stop", "ID", "stops a job or a query", this::stop);
        add("\\x", "[on|off]", "each column in a line of its own", this::expanded);
        add("\\timing", "[on|off]", "tells how long statements took", this::timing);
        add("\\format", "[table|csv|json]", "how results are written", this::format);
        add("\\i", "FILE", "runs the statements and commands of a file", this::include);
        add("\\o", "[FILE]", "writes results to a file; without a name to the screen again", this::output);
        add("\\c", "[URL]", "connects to another jdbc:weir: URL; without one says to which", this::connect);
        add("\\help", "[TOPIC]", "this; of a command or a statement what it does", this::help);
        add("\\q", "", "leaves", none(shell::leave));
    }

    private void add(String name, String argument, String help, Action action) {
        commands.put(name, new Command(name, argument, help, action));
    }

    private interface Plain {
        void run() throws SQLException;
    }

    private static Action none(Plain action) {
        return argument -> {
            if (!argument.isEmpty()) {
                throw new SQLException("this command takes nothing behind it, not \"" + argument + "\"");
            }
            action.run();
        };
    }

    Set<String> names() {
        return commands.keySet();
    }

    Map<String, Command> all() {
        return commands;
    }

    /** Runs a line that is a command. */
    void run(String line) throws SQLException {
        if (SqlInput.isPlainCommand(line)) {
            String word = line.toLowerCase(Locale.ROOT);
            run(word.startsWith("q") || word.startsWith("e") ? "\\q" : "\\help", "");
            return;
        }
        String trimmed =
                line.endsWith(";") ? line.substring(0, line.length() - 1).stripTrailing() : line;
        int space = 0;
        while (space < trimmed.length() && !Character.isWhitespace(trimmed.charAt(space))) {
            space++;
        }
        run(trimmed.substring(0, space), trimmed.substring(space).strip());
    }

    private void run(String name, String argument) throws SQLException {
        Command command = commands.get(name.equals("\\?") || name.equals("\\h") ? "\\help" : name);
        if (command == null) {
            throw new SQLException("there is no command " + Screen.printable(name)
                    + Nearest.to(name, names())
                            .map(near -> "; the nearest is " + near)
                            .orElse("")
                    + "\nHINT: \\help lists the commands.");
        }
        command.action.run(argument);
    }

    private void describe(String name) throws SQLException {
        if (name.isEmpty()) {
            descriptions.tables();
        } else {
            descriptions.table(name);
        }
    }

    private void stop(String id) throws SQLException {
        if (id.isEmpty()) {
            throw new SQLException("\\stop takes the id of a job\nHINT: \\jobs lists them.");
        }
        try (var statement = shell.connection().createStatement()) {
            statement.execute("STOP JOB '" + id.replace("'", "") + "'");
        }
        say("stopping " + id);
    }

    private void expanded(String wanted) throws SQLException {
        shell.settings().expanded = onOrOff(wanted, shell.settings().expanded);
        say("expanded display is " + (shell.settings().expanded ? "on" : "off"));
    }

    private void timing(String wanted) throws SQLException {
        shell.settings().timing = onOrOff(wanted, shell.settings().timing);
        say("timing is " + (shell.settings().timing ? "on" : "off"));
    }

    private static boolean onOrOff(String wanted, boolean present) throws SQLException {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "" -> !present;
            case "on" -> true;
            case "off" -> false;
            default -> throw new SQLException("write on, off or nothing, not \"" + wanted + "\"");
        };
    }

    private void format(String name) throws SQLException {
        if (!name.isEmpty()) {
            try {
                ResultFormat.named(name);
            } catch (IllegalArgumentException e) {
                throw new SQLException(e.getMessage(), e);
            }
            shell.settings().format = name;
        }
        say("results are written as " + shell.settings().format);
    }

    private void include(String name) throws SQLException {
        if (files == MOST_FILES) {
            throw new SQLException("files run files more than " + MOST_FILES + " deep");
        }
        Path file = path("\\i", name);
        files++;
        try {
            new Script(Files.readString(file)).run(shell);
        } catch (NoSuchFileException e) {
            throw new SQLException("file \"" + file + "\" does not exist", e);
        } catch (IOException e) {
            throw new SQLException("file \"" + file + "\" could not be read", e);
        } finally {
            files--;
        }
    }

    private void output(String name) throws SQLException {
        if (name.isEmpty()) {
            shell.resultsTo(Optional.empty());
            say("results are shown here");
            return;
        }
        Path file = path("\\o", name);
        try {
            shell.resultsTo(Optional.of(new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new SQLException("file \"" + file + "\" could not be written", e);
        }
        say("results are written to " + file + "; \\o shows them here again");
    }

    private static Path path(String command, String name) throws SQLException {
        String bare = name.length() > 1 && name.startsWith("'") && name.endsWith("'")
                ? name.substring(1, name.length() - 1)
                : name;
        if (bare.isEmpty()) {
            throw new SQLException(command + " takes the name of a file");
        }
        return bare.startsWith("~/") ? Path.of(System.getProperty("user.home"), bare.substring(2)) : Path.of(bare);
    }

    private void connect(String url) throws SQLException {
        if (!url.isEmpty()) {
            shell.connect(url);
        }
        say("connected to " + withoutProperties(shell.url()));
    }

    /** Behind the first semicolon passwords may stand. */
    static String withoutProperties(String url) {
        int semicolon = url.indexOf(';');
        return semicolon < 0 ? url : url.substring(0, semicolon);
    }

    private void help(String topic) throws SQLException {
        Consumer<String> lines = shell.screen()::line;
        if (topic.isEmpty()) {
            lines.accept("A statement ends with a semicolon; Enter before it goes on in the next line.");
            lines.accept("Tab completes, Ctrl-R searches what was typed, Ctrl-C ends what runs.");
            lines.accept("");
            commands.values().forEach(command -> lines.accept(usage(command)));
            lines.accept("");
            lines.accept("\\help knows these statements: " + String.join(", ", StatementHelp.topics()) + ".");
            return;
        }
        Command command = commands.get(topic.startsWith("\\") ? topic : "\\" + topic);
        Optional<String> statement = StatementHelp.of(topic);
        if (command != null) {
            lines.accept(usage(command));
        } else if (statement.isPresent()) {
            lines.accept(statement.get().stripTrailing());
        } else {
            throw new SQLException("there is no help on \"" + topic + "\""
                    + Nearest.to(topic, StatementHelp.topics())
                            .map(near -> "; the nearest is " + near)
                            .orElse("")
                    + "\nHINT: \\help lists the commands and the statements.");
        }
    }

    private static String usage(Command command) {
        return String.format(
                Locale.ROOT, "  %-25s %s", (command.name + " " + command.argument).stripTrailing(), command.help);
    }

    private void say(String text) {
        shell.screen().line(text, Screen.FAINT);
    }
}
