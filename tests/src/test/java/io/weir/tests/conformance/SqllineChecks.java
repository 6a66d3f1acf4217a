// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tests.jdbc.Door;
import io.weir.tests.jdbc.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sqlline, the command line of many databases, in a process of its own: what it prints for each command of a script. */
final class SqllineChecks {
    /** What sqlline prints before it runs a line of a script. */
    private static final Pattern LINE = Pattern.compile("(?m)^(\\d+)/\\d+ .*\\R");

    private final List<Check> checks = new ArrayList<>();
    private final List<String> script = new ArrayList<>();
    private final Path folder;
    private final String url;
    private List<String> printed = List.of();

    private SqllineChecks(String url, Path folder) {
        this.url = url;
        this.folder = folder;
    }

    /** @param empty an engine without tables; in-process, the process of sqlline opens one of its own */
    static List<Check> all(Door door, Home empty, Path folder) {
        String url = door == Door.IN_PROCESS ? "jdbc:weir:sqlline;time-zone=UTC" : empty.url();
        SqllineChecks all = new SqllineChecks(url, folder);
        all.commands();
        return all.checks;
    }

    /** A command, and texts that its output holds, each a check. */
    private void command(String command, String... texts) {
        int number = script.size();
        script.add(command);
        for (String text : texts) {
            checks.add(new Check(
                    command + " prints " + text,
                    () -> assertThat(output(number)).contains(text)));
        }
    }

    private void commands() {
        command("!set maxwidth 1000");
        command("!set maxcolumnwidth 100");
        command("!set force true");
        command(
                "CREATE TABLE orders (id BIGINT NOT NULL COMMENT 'counts up', shop VARCHAR(20), amount DECIMAL(10, 2), placed TIMESTAMP(3),"
                        + " PRIMARY KEY (id) NOT ENFORCED) COMMENT 'what was sold' WITH ('connector' = 'datagen', 'number-of-rows' = '3',"
                        + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '3', 'fields.amount.min' = '5',"
                        + " 'fields.amount.max' = '5');",
                "No rows affected");
        command("CREATE VIEW big_orders AS SELECT id, amount FROM orders WHERE amount > 1;", "No rows affected");
        command("CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole');", "No rows affected");
        command("!tables", "orders", "big_orders", "VIEW", "TABLE", "what was sold");
        command("!columns orders", "id", "shop", "VARCHAR(20)", "DECIMAL(10, 2)", "TIMESTAMP(3)", "counts up");
        command("!describe big_orders", "amount", "DECIMAL(10, 2)");
        command("!primarykeys orders", "KEY_SEQ", "id");
        command("!importedkeys orders", "PKTABLE_NAME");
        command("!exportedkeys orders", "FKTABLE_NAME");
        command("!indexes orders", "INDEX_NAME");
        command("!procedures", "PROCEDURE_NAME");
        command("!typeinfo", "TIMESTAMP_LTZ", "DECIMAL", "BOOLEAN", "CREATE_PARAMS");
        command("!dbinfo", "getDatabaseProductName", "Weir", "supportsTransactions");
        command("!metadata getTableTypes", "TABLE_TYPE", "VIEW");
        command("!metadata getCatalogs", "TABLE_CAT");
        command("!metadata getSchemas", "TABLE_SCHEM");
        command("!metadata getURL", url.substring(0, url.indexOf(';')));
        command("!isolation TRANSACTION_NONE");
        command("!autocommit on");
        command("SELECT id, amount FROM orders ORDER BY id;", "| id | amount |", "| 1  | 5.00   |", "3 rows selected");
        command("INSERT INTO hole VALUES (1), (2);", "2 rows affected");
        command(
                "SELECT nothing FROM orders;",
                "SQL-1102",
                "42703",
                "column \"nothing\" does not exist",
                "line 1, column 8");
        command("SELECT 1 / 0;", "22012");
        command("!set rowlimit 2");
        command("SELECT id FROM orders;", "2 rows selected");
        command("!set rowlimit 0");
        command("!outputformat csv");
        command("SELECT id, shop IS NULL AS missing FROM orders ORDER BY id;", "'id','missing'", "'3','false'");
        command("!outputformat vertical");
        command("SELECT 'größe' AS t, DATE '2026-02-28' AS d;", "t  größe", "d  2026-02-28");
        command("!outputformat json");
        command("SELECT CAST(NULL AS INT) AS nothing, TRUE AS yes;", "\"nothing\":null", "\"yes\":true");
        command("!outputformat xmlattr");
        command("SELECT 1.5 AS x;", "x=\"1.5\"");
        command("!outputformat table");
        command("EXPLAIN SELECT id FROM orders;", "Scan");
        command("SHOW TABLES;", "orders", "hole");
        command("SET 'parallelism' = '1';");
        command("SELECT ARRAY[1, 2] AS a, MAP['k', 1] AS m, ROW(1, 'x') AS r;", "[1, 2]", "{k=1}", "(1, x)");
        command("DROP VIEW big_orders;", "No rows affected");
        command("!closeall");
    }

    /** What a command printed; runs the whole script for the first of them. */
    private String output(int number) throws IOException, InterruptedException {
        if (printed.isEmpty()) {
            printed = run();
        }
        return printed.get(number);
    }

    private List<String> run() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (String command : script) {
            lines.append(command).append('\n');
        }
        Path file = folder.resolve("script.sql");
        Files.writeString(file, lines);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss4m",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Duser.home=" + folder,
                "sqlline.SqlLine",
                "-d",
                "io.weir.jdbc.WeirDriver",
                "-u",
                url,
                "--connectInteractionMode=notAskCredentials",
                "--color=false",
                "-f",
                file.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TERM", "dumb");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> outputs = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        int from = -1;
        while (line.find()) {
            if (from >= 0) {
                outputs.add(text.substring(from, line.start()));
            }
            from = line.end();
        }
        assertThat(from).as(text).isNotNegative();
        outputs.add(text.substring(from));
        assertThat(outputs).as(text).hasSameSizeAs(script);
        return outputs;
    }
}
