// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a person sees it, on a screen of 24 lines of 100 characters. */
@Timeout(120)
class InteractiveShellTest {
    private static final String TICKS = "CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen',"
            + " 'rows-per-second' = '50', 'fields.n.min' = '0', 'fields.n.max' = '1');";

    @TempDir
    Path folder;

    private final VirtualTerminal terminal = virtual("xterm-256color");

    private static VirtualTerminal virtual(String type) {
        try {
            return new VirtualTerminal(type, 100, 24);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private VirtualTerminal shell() {
        // a clock that stands still, so that no time is shown but 0
        terminal.start(Optional.empty(), () -> 0).awaitPrompt();
        return terminal;
    }

    @Test
    void aStatementGivesATableAndThePromptAgain() {
        shell().type("SELECT 1 AS one, 'zwei' AS two;\r");
        assertThat(terminal.await(screen -> screen.endsWith("s)\nweir>"))).endsWith("""
                weir> SELECT 1 AS one, 'zwei' AS two;
                 one | two
                -----+------
                   1 | zwei
                (1 row in 0.00 s)
                weir>""");
    }

    @Test
    void aStatementGoesOnUntilItsSemicolon() {
        shell().type("SELECT (1\r+ 2) AS three,\r'a\rb' AS text;\r");
        assertThat(terminal.await(screen -> screen.endsWith("s)\nweir>"))).endsWith("""
                weir> SELECT (1
                   (> + 2) AS three,
                   -> 'a
                   '> b' AS text;
                 three | text
                -------+------
                     3 | a\\nb
                (1 row in 0.00 s)
                weir>""");
    }

    @Test
    void aQueryThatChangesIsATableUpdatedInPlaceUntilControlC() {
        shell();
        define(TICKS);
        terminal.type("SELECT 7 AS seven, COUNT(*) > 0 AS seen FROM ticks;\r");
        assertThat(terminal.await(screen -> screen.contains("1 row |") && screen.contains("/s | epoch")))
                .contains(" seven | seen\n-------+-----") // wider as long as it says false
                .contains("0/s | epoch");
        terminal.await(screen -> screen.contains("     7 | true\n1 row | "));
        terminal.type("\003");
        assertThat(terminal.await(screen -> screen.endsWith("s)\nweir>"))).startsWith("""
                weir> SELECT 7 AS seven, COUNT(*) > 0 AS seen FROM ticks;
                 seven | seen
                -------+------
                     7 | true
                (ended by Ctrl-C: 1 row after""");
    }

    @Test
    void leavingEndsIt() throws Exception {
        shell().type("\\q\r");
        terminal.awaitEnd();
    }

    @Test
    void controlDEndsIt() throws Exception {
        shell().type("\004");
        terminal.awaitEnd();
    }

    @Test
    void filesOfStatementsAreRun() throws IOException {
        Path file = Files.writeString(folder.resolve("a.sql"), "SELECT 1 AS one;\n\\x on\nSELECT 2 AS two;\n");
        shell().type("\\i " + file + "\r");
        assertThat(terminal.await(screen -> screen.contains("two | 2") && screen.endsWith("s)\nweir>")))
                .contains(" one\n-----\n   1\n");
    }

    private void define(String... statements) {
        for (String statement : statements) {
            assertThat(after(statement)).contains("(done, 0.00 s)");
        }
        clear();
    }

    private void clear() {
        terminal.type("\f");
        terminal.await(screen -> screen.equals("weir>"));
    }

    /** What the screen shows after a text and Enter on a screen that was empty. */
    private String after(String typed) {
        clear();
        terminal.type(typed + "\r");
        return terminal.await(screen -> screen.length() > "weir> ".length() && screen.endsWith("\nweir>"));
    }

    @Test
    void aResultThatOnlyGrowsStreamsUntilControlC() {
        shell();
        define(TICKS);
        terminal.type("SELECT n FROM ticks;\r");
        terminal.await(screen -> screen.contains("\n 1\n 0\n"));
        terminal.type("\003");
        assertThat(terminal.await(screen -> screen.endsWith("s)\nweir>")))
                .contains(" n\n---\n")
                .containsPattern("\\(ended by Ctrl-C: \\d+ rows in 0.00 s\\)\nweir>$");
        assertThat(after("VALUES (7);")).contains("(1 row in 0.00 s)");
    }

    @Test
    void controlCAtThePromptGivesUpTheLine() {
        shell().type("SELECT 1,\r");
        terminal.awaitText("   ->");
        terminal.type("\003");
        terminal.await(screen -> screen.endsWith("   -> ^C\nweir>"));
        assertThat(after("VALUES (7);")).contains("(1 row in 0.00 s)");
    }

    @Test
    void anErrorPointsAtItsPlaceAndTheShellGoesOn() {
        shell();
        assertThat(after("SELECT 1 AS one;  SELECT two\rFROM (VALUES (1)) AS t (tow);"))
                .contains("(1 row in 0.00 s)\nERROR SQL-1102 (42703): column \"two\" does not exist\n"
                        + "  line 1, column 26:  SELECT 1 AS one;  SELECT two\n")
                .contains("^^^\n")
                .contains("HINT: The nearest name is \"tow\".\nweir>");
        terminal.type("\033OA"); // up: the same text again, its error marked
        terminal.await(screen -> screen.endsWith("   -> FROM (VALUES (1)) AS t (tow);"));
        assertThat(terminal.written()).contains("\033[4;31;1mtwo");
    }

    @Test
    void tablesAndViewsAreDescribed() {
        shell();
        assertThat(after("\\d")).contains("(no tables or views)");
        define(
                "CREATE TABLE orders (id BIGINT, seen TIMESTAMP(3), WATERMARK FOR seen AS seen - INTERVAL '5' SECOND,"
                        + " PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'datagen', 'number-of-rows' = '1');",
                "CREATE VIEW late AS SELECT id FROM orders;");
        assertThat(after("\\d")).contains("orders | TABLE").contains("late   | VIEW");
        assertThat(after("\\d ORDERS"))
                .contains("id   | BIGINT       | false | PRI(id)")
                .contains("seen - INTERVAL '5' SECOND")
                .contains("'connector' = 'datagen'");
        assertThat(after("\\d late")).contains("AS SELECT").contains("id   | BIGINT");
        assertThat(after("\\d oders")).contains("ERROR SQL-").contains("\"orders\"");
    }

    @Test
    void jobsAreStartedListedAndStopped() {
        shell();
        define(TICKS, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');");
        assertThat(after("INSERT INTO hole SELECT n FROM ticks;"))
                .contains("(job-1 has started; \\jobs tells how it goes, \\stop job-1 ends it, 0.00 s)");
        assertThat(after("\\jobs")).contains("job-1").contains("INSERT").contains("RUNNING");
        assertThat(after("\\q")).contains("1 job would end with this shell: job-1. Leave again to end the shell.");
        assertThat(after("\\stop job-2")).contains("ERROR SQL-1107").contains("job-1");
        assertThat(after("\\stop job-1")).contains("stopping job-1");
    }

    @Test
    void aFailedJobIsToldAtTheNextPrompt() {
        shell();
        define("SET 'on-error' = 'fail';");
        define(TICKS, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');");
        String seen = after("INSERT INTO hole SELECT 1 / (n - n) FROM ticks;");
        while (!seen.contains("has failed")) {
            seen = after("\\timing on");
        }
        assertThat(seen).contains("job-1 has failed\nERROR DAT-4002");
    }

    @Test
    void commandsHelpAndMistakesNameTheNearest() {
        shell();
        assertThat(after("?")).contains("\\d [NAME]").contains("\\help knows these statements");
        assertThat(after("\\help create view")).contains("CREATE [TEMPORARY] VIEW [IF NOT EXISTS] name AS query");
        assertThat(after("\\help \\x")).contains("\\x [on|off]");
        assertThat(after("\\jbos")).contains("there is no command \\jbos; the nearest is \\jobs");
        assertThat(after("\\help slect")).contains("there is no help on \"slect\"; the nearest is SELECT");
        assertThat(after("\\timing maybe")).contains("write on, off or nothing");
        assertThat(after("\\format xml")).contains("there is no format \"xml\"");
        assertThat(after("\\i missing.sql")).contains("file \"missing.sql\" does not exist");
        assertThat(after("\\stop")).contains("\\stop takes the id of a job");
        assertThat(after("\\q now")).contains("takes nothing behind it");
    }

    @Test
    void functionsAreFoundByAPattern() {
        shell();
        assertThat(after("\\df upp")).contains("UPPER").contains("(1 function)");
        assertThat(after("\\df *er")).contains("upper").contains("lower").doesNotContain("concat");
    }

    @Test
    void resultsGoToAFileAndInOtherFormats() throws IOException {
        shell();
        assertThat(after("\\format json")).contains("results are written as json");
        assertThat(after("SELECT 1 AS one;")).contains("{\"one\":1}\n");
        assertThat(after("\\format csv")).contains("results are written as csv");
        Path file = folder.resolve("out.csv");
        assertThat(after("\\o " + file)).contains("results are written to");
        assertThat(after("SELECT 2 AS two;")).doesNotContain("\ntwo\n2\n");
        assertThat(after("\\o")).contains("results are shown here");
        assertThat(Files.readString(file)).isEqualTo("two\n2\n");
        assertThat(after("SELECT 3 AS three;")).contains("three\n3\n");
    }

    @Test
    void wideTablesAreCutAndTheExpandedDisplayShowsAll() {
        shell();
        String wide = "SELECT REPEAT('ab', 40) AS a, REPEAT('cd', 40) AS b, 7 AS n;";
        assertThat(after(wide)).contains("…").doesNotContain("ab".repeat(40));
        assertThat(terminal.lines()).allMatch(line -> line.length() <= 100);
        assertThat(after("\\x")).contains("expanded display is on");
        assertThat(after(wide))
                .contains("- row 1 ---\na | " + "ab".repeat(40) + "\n")
                .contains("\nn | 7\n(1 row in");
    }

    @Test
    void anotherConnectionHasItsOwnTables() {
        shell();
        define("CREATE VIEW v AS SELECT 1 AS one;");
        assertThat(after("\\c jdbc:weir:other;parallelism=1")).contains("connected to jdbc:weir:other\n");
        assertThat(after("\\d")).contains("(no tables or views)");
        assertThat(after("\\c jdbc:nowhere:")).contains("No suitable driver");
        assertThat(after("\\c")).contains("connected to jdbc:weir:other\n");
    }

    @Test
    void whatDataHoldsIsNotObeyedByTheTerminal() {
        shell();
        assertThat(after("SELECT E'\\u001b[2Jx' AS evil;")).contains("\\x1b[2Jx");
    }

    @Test
    void historyComesBackInTheNextSessionWithoutSecrets() throws Exception {
        Path history = folder.resolve("history");
        assertThat(StatementHistory.file(Optional.of(history.toString()), Optional.empty()))
                .contains(history);
        terminal.start(Optional.of(history), () -> 0).awaitPrompt();
        assertThat(after("SELECT 1 AS\rone;")).contains("(1 row in");
        after("SET 'password' = 'hunter2';");
        terminal.type("\\q\r");
        terminal.awaitEnd();
        assertThat(Files.readString(history)).contains("one;").doesNotContain("hunter2");
        try (VirtualTerminal next = virtual("xterm-256color")) {
            next.start(Optional.of(history), () -> 0).awaitPrompt();
            next.type("\033OA\033OA");
            next.await(screen -> screen.endsWith("weir> SELECT 1 AS\n   -> one;"));
        }
    }

    @Test
    void tabCompletesNames() {
        shell();
        define("CREATE VIEW observations AS SELECT 1 AS thermals;");
        terminal.type("SELECT therm FROM obs");
        terminal.await(screen -> screen.endsWith("weir> SELECT therm FROM obs"));
        terminal.type("\t");
        terminal.await(screen -> screen.endsWith("weir> SELECT therm FROM observations"));
        terminal.type("\001" + "\033OC".repeat("SELECT therm".length()) + "\t");
        terminal.await(screen -> screen.endsWith("weir> SELECT thermals FROM observations"));
    }

    @Test
    void aDumbTerminalGetsNoEscapes() throws IOException {
        try (VirtualTerminal dumb = virtual("dumb")) {
            dumb.start(Optional.empty(), () -> 0).awaitPrompt();
            dumb.type("SET 'execution.runtime-mode' = 'streaming';\r");
            dumb.await(screen -> screen.endsWith("s)\nweir>"));
            dumb.type("SELECT k, COUNT(*) AS n FROM (VALUES (1)) AS t (k) GROUP BY k;\r");
            assertThat(dumb.await(screen -> screen.contains("(1 row") && screen.endsWith("s)\nweir>")))
                    .contains(" op | k | n\n----+---+---\n +I | 1 | 1\n(1 row in 0.00 s)");
            assertThat(dumb.written()).doesNotContain("\033");
        }
    }

    @Test
    void ofMoreRowsThanLinesTheNewestAreShown() {
        shell();
        define("SET 'execution.runtime-mode' = 'streaming';");
        StringBuilder values = new StringBuilder("(0)");
        for (int i = 1; i < 50; i++) {
            values.append(", (").append(i).append(')');
        }
        String shown = after("SELECT k, COUNT(*) AS n FROM (VALUES " + values + ") AS t (k) GROUP BY k;");
        assertThat(shown).contains("k  | n\n----+---\n").contains("(50 rows, the newest 20 shown, after 50 changes in");
        assertThat(terminal.lines().stream().filter(line -> line.endsWith(" | 1")))
                .hasSize(20);
    }

    @Test
    void aLongStatementTellsHowFarItHasComeAndThenNoMore() {
        shell();
        define(
                "CREATE TABLE slow (n BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '1000000',"
                        + " 'rows-per-second' = '50');",
                "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');");
        terminal.type("INSERT INTO hole SELECT n FROM slow;\r");
        terminal.await(
                screen -> screen.matches("(?s).*\\n0:00 \\| [1-9]\\d* rows read, \\d+ written \\| Ctrl-C ends it"));
        terminal.type("\003");
        assertThat(terminal.awaitPrompt())
                .isEqualTo(
                        "weir> INSERT INTO hole SELECT n FROM slow;\n(ended by Ctrl-C: nothing yet in 0.00 s)\nweir>");
        assertThat(after("VALUES (7);")).contains("(1 row in 0.00 s)");
    }

    @Test
    void aFileHasCommandsBetweenStatementsAndEndsAtAnError() throws Exception {
        shell();
        define(TICKS, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');");
        Path file = Files.writeString(
                folder.resolve("a.sql"),
                "INSERT INTO hole SELECT n FROM ticks;\n\n\\jobs\n\\stop job-1\nSELECT\n nothing;\nSELECT 9 AS nine;\n");
        assertThat(after("\\i " + file))
                .contains("job-1 has started")
                .contains("stopping job-1")
                .contains("line 6, column 2")
                .doesNotContain("nine");
    }
}
