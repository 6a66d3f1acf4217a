// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The forms of the statements, for {@code \help}. */
final class StatementHelp {
    private static final Map<String, String> FORMS = forms();

    private StatementHelp() {}

    private static Map<String, String> forms() {
        Map<String, String> forms = new TreeMap<>();
        forms.put("SELECT", """
                SELECT [DISTINCT] expression [AS name], ...
                FROM table | view | (query) AS name | TABLE(TUMBLE(TABLE t, DESCRIPTOR(time), size)), ...
                [WHERE condition] [GROUP BY expression, ...] [HAVING condition]
                [UNION ALL query] [ORDER BY expression [DESC], ...] [LIMIT n]

                Over inputs that end it gives an answer. Over an endless one it goes on until Ctrl-C; where the answer
                can change it is shown as a table that is updated in place.
                """);
        forms.put("CREATE TABLE", """
                CREATE [TEMPORARY] TABLE [IF NOT EXISTS] name (
                  column type [NOT NULL],
                  column AS expression,
                  column type METADATA [FROM 'key'] [VIRTUAL],
                  WATERMARK FOR column AS column - INTERVAL '5' SECOND,
                  PRIMARY KEY (column, ...) NOT ENFORCED
                ) WITH ('connector' = '...', 'option' = 'value', ...)

                Names something outside that can be read or written; nothing is read until it is queried.
                """);
        forms.put("CREATE VIEW", """
                CREATE [TEMPORARY] VIEW [IF NOT EXISTS] name AS query

                Gives a query a name.
                """);
        forms.put("DROP", """
                DROP TABLE | VIEW [IF EXISTS] name
                """);
        forms.put("INSERT", """
                INSERT INTO table [(column, ...)] query

                Over inputs that end it waits and tells the number of rows. Over an endless one it starts a job.
                """);
        forms.put("EXECUTE", """
                EXECUTE STATEMENT SET BEGIN INSERT ...; INSERT ...; END

                Runs several INSERTs as one job that reads each table once.
                """);
        forms.put("EXPLAIN", """
                EXPLAIN query | INSERT ...

                Shows the plan: what state each node keeps, and whether it waits for the watermark or revises.
                """);
        forms.put("DESCRIBE", """
                DESCRIBE table | view

                Shows the columns; \\d NAME shows the options, too.
                """);
        forms.put("SHOW", """
                SHOW TABLES | VIEWS | FUNCTIONS [LIKE 'pattern']
                SHOW CREATE TABLE | VIEW name
                SHOW JOBS
                """);
        forms.put("SET", """
                SET ['key' = 'value']

                Changes a setting of the session; alone it lists them.
                """);
        forms.put("RESET", """
                RESET ['key']

                Gives a setting, or all, the value of the beginning.
                """);
        forms.put("STOP JOB", """
                STOP JOB 'id'

                Stops a job or an open continuous query; SHOW JOBS tells the ids.
                """);
        forms.put("VALUES", """
                VALUES (expression, ...), ...
                """);
        return forms;
    }

    static List<String> topics() {
        return List.copyOf(FORMS.keySet());
    }

    /** The form of the statement with a name, or of the one statement whose name begins so. */
    static Optional<String> of(String topic) {
        String wanted = String.join(" ", topic.toUpperCase(Locale.ROOT).split("\\s+"));
        String form = FORMS.get(wanted);
        if (form != null) {
            return Optional.of(form);
        }
        String all = String.join(
                "\n",
                FORMS.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(wanted + " "))
                        .map(Map.Entry::getValue)
                        .toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
