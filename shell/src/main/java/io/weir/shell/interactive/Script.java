// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import io.weir.sqlparser.text.StatementSplitter;
import java.sql.SQLException;

/** The text of a file of statements, between which commands may stand in lines of their own. */
final class Script {
    private final String text;

    Script(String text) {
        this.text = text;
    }

    /** Runs the script until something fails. */
    void run(Shell shell) throws SQLException {
        StringBuilder statements = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            boolean between = StatementSplitter.isComplete(statements.toString());
            if (between && line.stripLeading().startsWith("\\")) {
                shell.statements(statements.toString());
                blank(statements);
                shell.commands().run(line.strip());
                statements.append(line.endsWith("\n") ? "\n" : "");
            } else {
                statements.append(line);
            }
        }
        shell.statements(statements.toString());
    }

    /** Leaves the line breaks alone, so that what follows keeps its line numbers. */
    private static void blank(StringBuilder text) {
        String breaks = "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
        text.setLength(0);
        text.append(breaks);
    }
}
