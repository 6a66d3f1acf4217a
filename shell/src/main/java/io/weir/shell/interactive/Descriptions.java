// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.shell.TableLayout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the commands tell of tables, functions and jobs; all of it is asked for in SQL. */
final class Descriptions {
    /** Of so few functions all is told. */
    private static final int FEW = 3;

    private final Shell shell;

    Descriptions(Shell shell) {
        this.shell = shell;
    }

    /** An answer as texts. */
    private record Answer(List<String> names, List<List<String>> rows) {}

    private Answer ask(String sql) throws SQLException {
        try (Statement statement = shell.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    String text = result.getString(i);
                    row.add(text == null ? "" : text);
                }
                rows.add(row);
            }
            return new Answer(names, rows);
        }
    }

    private void show(List<String> names, List<List<String>> rows) {
        Screen screen = shell.screen();
        TableLayout layout = new TableLayout(
                names,
                new boolean[names.size()],
                screen.isDumb() ? TableLayout.ENDLESS : screen.width(),
                Screen::widthOf,
                screen.cutMark());
        List<List<String>> clean = rows.stream()
                .map(row -> row.stream().map(Screen::printable).toList())
                .toList();
        clean.forEach(layout::fit);
        screen.line(layout.header(), Screen.STRONG);
        screen.line(layout.rule());
        clean.forEach(row -> screen.line(layout.row(row)));
    }

    private void showOr(Answer answer, String nothing) {
        if (answer.rows.isEmpty()) {
            shell.screen().line("(" + nothing + ")", Screen.FAINT);
        } else {
            show(answer.names, answer.rows);
        }
    }

    void tables() throws SQLException {
        showOr(ask("SHOW TABLES"), "no tables or views");
    }

    void jobs() throws SQLException {
        showOr(ask("SHOW JOBS"), "no jobs");
    }

    /** Columns that say nothing are left out; below stand the options or the query. */
    void table(String name) throws SQLException {
        String quoted = quoted(name);
        Answer columns = ask("DESCRIBE " + quoted);
        List<Integer> telling = new ArrayList<>();
        for (int i = 0; i < columns.names.size(); i++) {
            int column = i;
            if (columns.rows.stream().anyMatch(row -> !row.get(column).isEmpty())) {
                telling.add(i);
            }
        }
        show(
                telling.stream().map(columns.names::get).toList(),
                columns.rows.stream()
                        .map(row -> telling.stream().map(row::get).toList())
                        .toList());
        shell.screen().line(definition(quoted));
    }

    /** What follows the columns in the statement that made a table, or the query of a view. Secrets come masked. */
    private String definition(String quoted) throws SQLException {
        boolean view = ask("SHOW VIEWS").rows.stream()
                .anyMatch(row -> quoted(row.get(0)).equalsIgnoreCase(quoted));
        String sql = ask((view ? "SHOW CREATE VIEW " : "SHOW CREATE TABLE ") + quoted)
                .rows
                .get(0)
                .get(0);
        int options = sql.lastIndexOf("\nWITH (");
        String shown = options < 0 || view ? sql : sql.substring(options + 1);
        return shown.lines()
                .map(Screen::printable)
                .reduce((one, two) -> one + "\n" + two)
                .orElse("");
    }

    private static String quoted(String name) {
        boolean isQuoted = name.length() > 1 && (name.startsWith("\"") || name.startsWith("`"));
        return isQuoted ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    void functions(String pattern) throws SQLException {
        Answer all = ask("SHOW FUNCTIONS");
        String regex = pattern.contains("*")
                ? Pattern.quote(pattern).replace("*", "\\E.*\\Q")
                : ".*" + Pattern.quote(pattern) + ".*";
        Pattern wanted = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        List<List<String>> found = all.rows.stream()
                .filter(row -> pattern.isEmpty() || wanted.matcher(row.get(0)).matches())
                .toList();
        if (found.size() > FEW) {
            show(
                    List.of("name", "doc"),
                    found.stream().map(row -> List.of(row.get(0), row.get(2))).toList());
        } else {
            for (List<String> row : found) {
                shell.screen().line(row.get(0).toUpperCase(Locale.ROOT), Screen.STRONG);
                shell.screen().line("  " + row.get(2));
                shell.screen().line("  " + row.get(1));
            }
        }
        shell.screen().line("(" + Stopwatch.count(found.size(), "function") + ")", Screen.FAINT);
    }
}
