// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.sqlparser.text.Lexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes commands, names and keywords by what stands before the cursor. */
final class NameCompleter implements Completer {
    /** Behind these words comes the name of a table. */
    private static final Set<String> BEFORE_TABLE =
            Set.of("FROM", "JOIN", "INTO", "TABLE", "VIEW", "DESCRIBE", "DESC", "UPDATE");

    private static final List<String> STARTS = List.of(
            "SELECT",
            "INSERT",
            "CREATE",
            "DROP",
            "SHOW",
            "DESCRIBE",
            "EXPLAIN",
            "SET",
            "RESET",
            "STOP",
            "VALUES",
            "WITH",
            "EXECUTE");

    private static final int MOST_FILES = 200;

    private final Shell shell;
    private final Supplier<Names> names;

    NameCompleter(Shell shell) {
        this(shell, shell::names);
    }

    /** @param names what SQL may speak of now */
    NameCompleter(Shell shell, Supplier<Names> names) {
        this.shell = shell;
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor() - line.wordCursor());
        String word = line.word().substring(0, line.wordCursor());
        String text = line.line().stripLeading();
        if (text.startsWith("\\")) {
            command(before.strip(), word, candidates);
        } else {
            sql(line.line(), before, word, candidates);
        }
    }

    private void command(String command, String word, List<Candidate> candidates) {
        switch (command) {
            case "" -> shell.commands().all().values().forEach(each -> add(candidates, each.name(), each.help()));
            case "\\d" -> tables(names.get(), word, candidates);
            case "\\df" -> names.get().functions().forEach(each -> addLike(candidates, word, each, null));
            case "\\stop" -> jobs(candidates);
            case "\\help", "\\h", "\\?" ->
                StatementHelp.topics().forEach(each -> addLike(candidates, word, each, "statement"));
            case "\\x", "\\timing" -> List.of("on", "off").forEach(each -> add(candidates, each, null));
            case "\\format" -> List.of("table", "csv", "json").forEach(each -> add(candidates, each, null));
            default -> {
                if (command.startsWith("\\i") || command.startsWith("\\o")) {
                    files(command.length() > 2 ? command.substring(2).strip() : "", candidates);
                }
            }
        }
    }

    private void jobs(List<Candidate> candidates) {
        try {
            new Jobs(shell.connection())
                    .list().stream()
                            .filter(Jobs.Job::runs)
                            .forEach(job -> add(
                                    candidates,
                                    job.id(),
                                    job.statement().lines().findFirst().orElse("")));
        } catch (SQLException e) {
            // nothing to propose
        }
    }

    /** Files and folders in the folder that stands before the word. */
    private static void files(String before, List<Candidate> candidates) {
        Path folder = Path.of(before.isEmpty() ? "." : before.substring(0, before.lastIndexOf('/') + 1));
        try (Stream<Path> files = Files.list(folder)) {
            files.limit(MOST_FILES).sorted().forEach(file -> {
                boolean inner = Files.isDirectory(file);
                String name = String.valueOf(file.getFileName()) + (inner ? "/" : "");
                candidates.add(new Candidate(name, name, null, null, null, null, !inner));
            });
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // no such folder
        }
    }

    private void sql(String line, String before, String word, List<Candidate> candidates) {
        Lexer lexer = new Lexer(before);
        String last = "";
        String lastButOne = "";
        while (lexer.next()) {
            lastButOne = last;
            last = lexer.text();
        }
        if (lexer.isOpen() || lexer.openComment() >= 0) {
            return; // within a literal or a comment
        }
        Names names = this.names.get();
        String upper = last.toUpperCase(Locale.ROOT);
        if (last.equals(".")) {
            Map<String, Names.Table> named = tablesOf(line, names);
            Names.Table table = named.get(lastButOne.toLowerCase(Locale.ROOT));
            if (table != null) {
                table.columns().forEach(column -> addLike(candidates, word, column.name(), column.type()));
            }
        } else if (BEFORE_TABLE.contains(upper)) {
            tables(names, word, candidates);
        } else if (last.isEmpty() || last.equals(";")) {
            STARTS.forEach(each -> addWord(candidates, word, each, null, true));
        } else {
            columns(line, names, word, candidates);
            if (!word.isEmpty()) {
                names.functions().forEach(each -> addCall(candidates, word, each));
                names.keywords().forEach(each -> addWord(candidates, word, each, null, true));
                tables(names, word, candidates);
            }
        }
    }

    private static void columns(String line, Names names, String word, List<Candidate> candidates) {
        Set<String> seen = new HashSet<>();
        for (Names.Table table : new HashSet<>(tablesOf(line, names).values())) {
            for (Names.Column column : table.columns()) {
                if (seen.add(column.name())) {
                    addLike(candidates, word, column.name(), column.type());
                }
            }
        }
    }

    /** The tables that a statement speaks of, by their names and by the names that it gives them. */
    private static Map<String, Names.Table> tablesOf(String text, Names names) {
        Map<String, Names.Table> known = new HashMap<>();
        names.tables().forEach(table -> known.put(table.name().toLowerCase(Locale.ROOT), table));
        Map<String, Names.Table> named = new HashMap<>();
        Names.Table before = null;
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {
            String word = lexer.text().replace("\"", "").replace("`", "").toLowerCase(Locale.ROOT);
            Names.Table table = known.get(word);
            boolean name = lexer.kind() == Lexer.Kind.WORD || lexer.kind() == Lexer.Kind.QUOTED_NAME;
            if (name && table != null) {
                named.put(word, table);
                before = table;
            } else if (name && before != null && !word.equals("as")) {
                if (!names.keywords().contains(word.toUpperCase(Locale.ROOT))) {
                    named.putIfAbsent(word, before);
                }
                before = null;
            } else if (!name) {
                before = null;
            }
        }
        return named;
    }

    private static void tables(Names names, String word, List<Candidate> candidates) {
        names.tables().forEach(table -> addLike(candidates, word, table.name(), table.kind()));
    }

    private static void add(List<Candidate> candidates, String value, @Nullable String description) {
        candidates.add(new Candidate(value, value, null, description, null, null, true));
    }

    private static boolean begins(String value, String word) {
        return value.regionMatches(true, 0, word, 0, word.length());
    }

    private static void addLike(List<Candidate> candidates, String word, String value, @Nullable String description) {
        if (begins(value, word)) {
            add(candidates, value, description);
        }
    }

    /** A word of the language, in the case in which the typed part stands. */
    private static void addWord(
            List<Candidate> candidates, String word, String value, @Nullable String description, boolean complete) {
        if (begins(value, word)) {
            boolean lower = !word.isEmpty() && word.equals(word.toLowerCase(Locale.ROOT));
            String shown = lower ? value.toLowerCase(Locale.ROOT) : value;
            candidates.add(new Candidate(shown, shown, null, description, null, null, complete));
        }
    }

    private static void addCall(List<Candidate> candidates, String word, String function) {
        addWord(candidates, word, function + "(", "function", false);
    }

    /** All that is proposed behind a text, for a look without a terminal. */
    List<String> proposals(String text) {
        List<Candidate> candidates = new ArrayList<>();
        SqlInput input = new SqlInput();
        ParsedLine parsed = input.parse(text, text.length(), org.jline.reader.Parser.ParseContext.COMPLETE);
        String before = parsed.line().substring(0, parsed.cursor() - parsed.wordCursor());
        if (text.stripLeading().startsWith("\\")) {
            command(before.strip(), parsed.word(), candidates);
        } else {
            sql(text, before, parsed.word(), candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }
}
