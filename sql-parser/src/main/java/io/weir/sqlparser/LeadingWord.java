// SPDX-License-Identifier: Apache-2.0
package io.weir.sqlparser;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.sqlparser.text.Lexer;
import io.weir.sqlparser.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at the word that a statement begins with, so that one we do not have is told plainly. */
final class LeadingWord {
    private static final List<String> KNOWN = List.of(
            "BEGIN",
            "CREATE",
            "DESC",
            "DESCRIBE",
            "DROP",
            "EXECUTE",
            "EXPLAIN",
            "INSERT",
            "RESET",
            "SELECT",
            "SET",
            "SHOW",
            "STOP",
            "TABLE",
            "VALUES",
            "WITH");

    /** Statements of other databases, or of ours to come, and what to use; empty when there is nothing. */
    private static final Map<String, String> NOT_YET = Map.ofEntries(
            Map.entry("ADD", ""),
            Map.entry("ALTER", "Drop the table or view and create it anew."),
            Map.entry("ANALYZE", ""),
            Map.entry("BEGIN", "Each statement takes effect on its own."),
            Map.entry("CALL", ""),
            Map.entry("COMMIT", "Each statement takes effect on its own."),
            Map.entry("COPY", "Create a table with the connector 'filesystem' and use INSERT INTO."),
            Map.entry("DELETE", ""),
            Map.entry("GRANT", ""),
            Map.entry("LOAD", ""),
            Map.entry("MERGE", "INSERT INTO a table with a primary key replaces rows."),
            Map.entry("REPLACE", "INSERT INTO a table with a primary key replaces rows."),
            Map.entry("REVOKE", ""),
            Map.entry("ROLLBACK", "Each statement takes effect on its own."),
            Map.entry("START", "Each statement takes effect on its own."),
            Map.entry("TRUNCATE", ""),
            Map.entry("UPDATE", ""),
            Map.entry("UPSERT", "INSERT INTO a table with a primary key replaces rows."),
            Map.entry("USE", "There is one catalog and one database."));

    private LeadingWord() {}

    static void check(String statement) {
        Lexer lexer = new Lexer(statement);
        if (!lexer.next()) {
            return;
        }
        if (isKnown(lexer, statement)) {
            checkExplain(lexer, statement);
            return;
        }
        String hint = NOT_YET.get(upper(lexer));
        SqlException.Report report = SqlException.report(hint == null ? ErrorCode.SYNTAX : ErrorCode.NOT_SUPPORTED)
                .at(new SourceText(statement).span(lexer.start(), lexer.end()));
        if (hint == null) {
            throw report.says("a statement cannot begin with %s", Expected.quote(lexer.text()))
                    .hint(Nearest.to(lexer.text(), KNOWN)
                            .map(word -> "Did you mean " + word + "?")
                            .orElse("Statements begin with " + String.join(", ", KNOWN) + "."))
                    .toException();
        }
        report.says("%s is not supported yet", upper(lexer));
        throw (hint.isEmpty() ? report : report.hint("%s", hint)).toException();
    }

    private static void checkExplain(Lexer lexer, String statement) {
        Lexer next = new Lexer(statement, lexer.end(), statement.length());
        if (lexer.is("EXPLAIN") && next.next() && next.is("ANALYZE")) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("EXPLAIN ANALYZE is not supported yet")
                    .at(new SourceText(statement).span(next.start(), next.end()))
                    .hint("EXPLAIN shows the plan; SHOW JOBS counts the rows of what runs.")
                    .toException();
        }
    }

    private static boolean isKnown(Lexer lexer, String statement) {
        if (lexer.is("BEGIN")) {
            Lexer next = new Lexer(statement, lexer.end(), statement.length());
            return next.next() && next.is("STATEMENT");
        }
        return lexer.is("(") || (lexer.kind() == Lexer.Kind.WORD && KNOWN.contains(upper(lexer)));
    }

    private static String upper(Lexer lexer) {
        return lexer.end() - lexer.start() > 20 ? "" : lexer.text().toUpperCase(Locale.ROOT);
    }
}
