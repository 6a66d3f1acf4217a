// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user meets it: output, standard error and exit status. */
@Timeout(120)
class ShellTest {
    private static final String VALUES =
            "SELECT * FROM (VALUES (1, 'one', 1.50), (20, CAST(NULL AS STRING), 2.25), (3, 'a \"b\", c', -3.00)) AS t (id, name, price)";

    private static final String TICKS = "CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen',"
            + " 'rows-per-second' = '50', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000');\n";

    @TempDir
    Path folder;

    private ShellProcess.Ended weir(String... arguments) throws IOException {
        return ShellProcess.run(folder, "", arguments);
    }

    private static void assertFine(ShellProcess.Ended ended, String out) {
        assertThat(ended).isEqualTo(new ShellProcess.Ended(0, out, ""));
    }

    @Test
    void aTableIsForPeople() throws IOException {
        assertFine(weir("sql", "-e", VALUES), """
                 id | name     | price
                ----+----------+-------
                  1 | one      |  1.50
                 20 | NULL     |  2.25
                  3 | a "b", c | -3.00
                (3 rows)
                """);
    }

    @Test
    void csvTellsNullFromAnEmptyText() throws IOException {
        assertFine(weir("sql", "--format", "csv", "-e", VALUES.replace("(3,", "(4, '', 0.00), (3,")), """
                id,name,price
                1,one,1.50
                20,,2.25
                4,"",0.00
                3,"a ""b"", c",-3.00
                """);
    }

    @Test
    void jsonHasALinePerRow() throws IOException {
        assertFine(weir("sql", "--format=json", "-e", VALUES), """
                {"id":1,"name":"one","price":1.50}
                {"id":20,"name":null,"price":2.25}
                {"id":3,"name":"a \\"b\\", c","price":-3.00}
                """);
    }

    @Test
    void jsonHasNestedValuesAndTimesAsTexts() throws IOException {
        assertFine(
                weir(
                        "sql",
                        "--format",
                        "json",
                        "-e",
                        "SELECT ARRAY[1, NULL] AS a, ROW(1, 'x') AS r, MAP['k', 1] AS m, DATE '2026-01-02' AS d,"
                                + " TIMESTAMP '2026-01-02 03:04:05.678' AS t, TRUE AS b, ARRAY[DATE '2026-01-02'] AS ds"),
                """
                {"a":[1,null],"r":[1,"x"],"m":{"k":1},"d":"2026-01-02","t":"2026-01-02 03:04:05.678","b":true,"ds":["2026-01-02"]}
                """);
    }

    @Test
    void aScriptComesFromAFileOrFromStandardInput() throws IOException {
        String script =
                "CREATE VIEW v AS SELECT 'größe; \uD83D\uDE00' AS t; -- a comment; with a semicolon\nSELECT t FROM v;\n";
        Files.writeString(folder.resolve("script.sql"), script);
        String expected = "t\ngröße; \uD83D\uDE00\n";
        assertFine(weir("sql", "--format", "csv", "-f", "script.sql"), expected);
        assertFine(ShellProcess.run(folder, script, "sql", "--format", "csv"), expected);
    }

    @Test
    void maxRowsEndsEachResult() throws IOException {
        ShellProcess.Ended ended = weir(
                "sql",
                "--format",
                "csv",
                "--max-rows",
                "2",
                "-e",
                TICKS + "SELECT n FROM ticks; SELECT n + 1 AS m FROM ticks");
        assertFine(ended, "n\n1\n2\nm\n2\n3\n");
    }

    @Test
    void aTimeoutIsAnEndLikeAnyOther() throws IOException {
        ShellProcess.Ended ended = weir("sql", "--timeout", "8", "-e", TICKS + "SELECT n FROM ticks WHERE n < 4");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(" 1\n").contains(" 3\n").doesNotContain(" 4\n");
    }

    @Test
    void anErrorIsSaidOnceAndEndsTheScript() throws IOException {
        ShellProcess.Ended ended =
                weir("sql", "-e", "SELECT 1 AS one;\nSELECT tow FROM (VALUES (1)) AS t (two);\nSELECT 3 AS three");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("one").doesNotContain("three");
        assertThat(ended.err()).startsWith("ERROR SQL-1102 (42703): ").contains("HINT: ");
        assertThat(ended.err().split("SQL-1102", -1)).as(ended.err()).hasSize(2);
        assertThat(ended.err()).doesNotContain("io.weir").doesNotContain("Exception");
    }

    @Test
    void anErrorInALongScriptTellsItsLine() throws IOException {
        ShellProcess.Ended ended = weir("sql", "-e", "SELECT 1;\n\n\nSELEC 2");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("line 4, column 1");
    }

    @Test
    void wrongUsageHasAStatusOfItsOwn() throws IOException {
        for (String[] wrong : new String[][] {
            {},
            {"slq"},
            {"sql", "--fromat", "csv"},
            {"sql", "--format", "xml"},
            {"sql", "-e", "SELECT 1", "-f", "x.sql"},
            {"sql", "-f", "missing.sql"},
            {"sql", "--max-rows", "many"},
            {"sql", "-e"},
            {"sql", "jdbc:weir:", "--url", "jdbc:weir:", "-e", "SELECT 1"},
            {"sql", "jdbc:weir:", "-e", "SELECT 1", "jdbc:weir:"},
        }) {
            ShellProcess.Ended ended = weir(wrong);
            assertThat(ended.status()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).isNotBlank().doesNotContain("Exception");
        }
        assertThat(weir("sql", "--format", "csv", "jdbc:weir:", "-e", "SELECT 1 AS one")
                        .out())
                .isEqualTo("one\n1\n");
        ShellProcess.Ended help = weir("help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("demo").contains("sql").contains("bench");
    }

    @Test
    void aWrongUrlIsAnError() throws IOException {
        ShellProcess.Ended ended = weir("sql", "--url", "jdbc:weir:;paralelism=2", "-e", "SELECT 1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("SQL-1302").contains("parallelism");
        assertThat(weir("sql", "jdbc:weir:;paralelism=2", "-e", "SELECT 1")).isEqualTo(ended);
        ended = weir("sql", "--url", "jdbc:nothing:", "-e", "SELECT 1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).isNotBlank();
    }

    @Test
    void anInsertTellsItsRows() throws IOException {
        ShellProcess.Ended ended = weir(
                "sql",
                "-e",
                "CREATE TABLE hole (n INT) WITH ('connector' = 'blackhole'); INSERT INTO hole VALUES (1), (2)");
        assertThat(ended.status()).isZero();
        assertThat(ended.out() + ended.err()).isEqualTo("2 rows written\n");
    }

    @Test
    void theShellWaitsForTheJobsItStarted() throws IOException {
        ShellProcess.Ended ended = weir(
                "sql",
                "--timeout",
                "8",
                "-e",
                "CREATE TABLE ends (n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'p');"
                        + "CREATE TABLE endless (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000',"
                        + " 'fields.n.min' = '7', 'fields.n.max' = '7');"
                        + "INSERT INTO ends SELECT n FROM endless");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines().filter(line -> line.equals("p> +I[7]"))).hasSizeGreaterThan(20);
    }

    @Test
    void aJobThatFailsFailsTheShell() throws IOException {
        ShellProcess.Ended ended = weir(
                "sql",
                "--timeout",
                "20",
                "-e",
                "SET 'on-error' = 'fail';"
                        + "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');"
                        + "CREATE TABLE endless (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '50');"
                        + "INSERT INTO hole SELECT 1 / (n - n) FROM endless");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("DAT-4002");
    }

    @Test
    void controlCEndsIt() throws IOException {
        try (ShellProcess shell =
                ShellProcess.start(folder, "sql", "--format", "csv", "-e", TICKS + "SELECT n FROM ticks")) {
            shell.awaitLine("3");
            shell.interrupt();
            ShellProcess.Ended ended = shell.end();
            assertThat(ended.status()).isEqualTo(130);
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void theDemoShowsWindows() throws IOException {
        ShellProcess.Ended ended = weir("demo", "--seconds", "8");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("window_end").containsPattern("2015-07-15 00:00:0[12].000 \\| +\\d+ \\|");
    }

    @Test
    void theBenchmarkGivesJson() throws IOException {
        ShellProcess.Ended ended = weir("bench", "nexmark", "--queries", "q0", "--events", "20000", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(ended.out());
        assertThat(json.isContainerNode()).as(ended.out()).isTrue();
        assertThat(ended.out()).contains("q0");
    }
}
