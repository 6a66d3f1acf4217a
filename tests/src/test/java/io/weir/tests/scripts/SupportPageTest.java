// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/sql/support.md} says of each form of query in {@code support/forms.txt} what becomes of it over inputs that
 * only add rows and over those that take rows back, having run it on both; {@code -Dgolden=write} writes the page.
 */
@Tag("golden")
@Timeout(600)
class SupportPageTest {
    private static final Path FORMS = Path.of("support/forms.txt");
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/sql/support.md");

    @TempDir
    private Path folder;

    @Test
    void thePageSaysWhatHappens() throws IOException, SQLException {
        String page = page();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).replace("\r", ""))
                .as("docs/sql/support.md; ./dev golden writes it again")
                .isEqualTo(page);
    }

    private String page() throws IOException, SQLException {
        StringBuilder page = new StringBuilder("""
                # What works on what

                Every form below was run on inputs that only add rows, such as files and `kafka`, and on inputs that take rows back too,
                such as `upsert-kafka` and views with `GROUP BY`, and its answer compared with that over the same rows as a table that
                ends. Over inputs that end all of them work that are not refused on both.

                | word | meaning |
                |---|---|
                | adds | the answer only grows: each row is final |
                | changes | the answer is kept up to date: rows are taken back and replaced |
                | works | the statement starts a job |
                | a code | refused when it is planned, with the place and a way out |
                """);
        List<String> examples = new ArrayList<>();
        for (String line : Files.readAllLines(FORMS)) {
            if (line.startsWith("## ")) {
                finish(page, examples);
                page.append("\n")
                        .append(line)
                        .append("\n\n| | rows are added | rows are taken back too |\n|---|---|---|\n");
            } else if (!line.isEmpty()) {
                String[] parts = line.split(" ~ ", 2);
                page.append(
                        "| %s | %s | %s |\n".formatted(parts[0], outcome(parts[1], false), outcome(parts[1], true)));
                examples.add("-- " + parts[0] + "\n" + parts[1] + ";\n");
            }
        }
        finish(page, examples);
        return page.toString();
    }

    /** The examples of a section. */
    private static void finish(StringBuilder page, List<String> examples) {
        if (!examples.isEmpty()) {
            page.append("\n```sql-sketch\n").append(String.join("", examples)).append("```\n");
            examples.clear();
        }
    }

    private String outcome(String sql, boolean updating) throws SQLException {
        String outcome = new SupportRun(sql, updating, folder).outcome();
        return outcome.contains("-")
                ? "[%s](../errors.md#%s)".formatted(outcome, outcome.toLowerCase(java.util.Locale.ROOT))
                : outcome;
    }
}
