// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script: statements, the last of them a query, then steps. A step is some lines with rows and what they change in the answer.
 *
 * <pre>
 * CREATE TABLE orders (shop STRING, amount INT) WITH ('connector' = 'steps', 'updating' = 'true');
 * SELECT shop, SUM(amount) AS total FROM orders GROUP BY shop;
 * + north | 5
 * + north | 2
 * --> + north | 7
 * - north | 5
 * --> - north | 7
 * --> + north | 2
 * </pre>
 *
 * <p>Before the sign may stand the name of the table, which otherwise is the one created last. A step that changes nothing has
 * {@code --> nothing}; a statement or a step that fails has {@code --! CODE}. A comment {@code -- continuous only: reason} says
 * that the same rows as a bounded input have another answer.
 */
record Script(Path file, List<Statement> statements, List<Step> steps, boolean continuousOnly) {
    private static final Pattern ROW = Pattern.compile("(?:(\\w+) )?([+-]) (.*)");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+).*'steps'.*", Pattern.DOTALL);

    /** @param error the code it fails with */
    record Statement(String sql, @Nullable String error) {}

    /** A row of a step. */
    record Given(String table, int weight, String values) {}

    /**
     * @param changes as {@code + a | b}
     * @param error the code the query fails with
     */
    record Step(
            int line,
            List<Given> rows,
            List<String> changes,
            @Nullable String error) {}

    static Script read(Path file) throws IOException {
        List<Statement> statements = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        boolean continuousOnly = false;
        String table = "";
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher row = ROW.matcher(line);
            if (line.startsWith("-->")) {
                if (steps.isEmpty()) {
                    steps.add(new Step(i + 1, new ArrayList<>(), new ArrayList<>(), null));
                }
                if (!line.equals("--> nothing")) {
                    steps.get(steps.size() - 1).changes.add(line.substring(3).strip());
                }
            } else if (line.startsWith("--!")) {
                String code = line.substring(3).strip();
                if (steps.isEmpty()) {
                    Statement failing = statements.remove(statements.size() - 1);
                    statements.add(new Statement(failing.sql, code));
                } else {
                    Step failing = steps.remove(steps.size() - 1);
                    steps.add(new Step(failing.line, failing.rows, failing.changes, code));
                }
            } else if (line.startsWith("--")) {
                continuousOnly |= line.startsWith("-- continuous only: ");
            } else if (sql.length() == 0 && row.matches()) {
                boolean begins = steps.isEmpty() || !lines.get(i - 1).strip().matches(ROW.pattern());
                if (begins) {
                    steps.add(new Step(i + 1, new ArrayList<>(), new ArrayList<>(), null));
                }
                String of = row.group(1) == null ? table : row.group(1);
                steps.get(steps.size() - 1).rows.add(new Given(of, row.group(2).equals("+") ? 1 : -1, row.group(3)));
            } else if (!line.isEmpty()) {
                sql.append(sql.length() == 0 ? "" : "\n").append(line);
                if (line.endsWith(";")) {
                    sql.setLength(sql.length() - 1);
                    Matcher creates = TABLE.matcher(sql);
                    table = creates.matches() ? creates.group(1) : table;
                    statements.add(new Statement(sql.toString(), null));
                    sql.setLength(0);
                }
            }
        }
        if (sql.length() > 0) {
            throw new IllegalArgumentException(file + ": no semicolon after " + sql);
        }
        return new Script(file, statements, steps, continuousOnly);
    }
}
