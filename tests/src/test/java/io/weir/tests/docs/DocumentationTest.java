// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weir.kafkabroker.BrokerProcess;
import io.weir.kafkabroker.TestBroker;
import io.weir.shell.ResultFormat;
import io.weir.spi.session.ScriptStatement;
import io.weir.spi.session.Session;
import io.weir.tests.jdbc.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documentation shows works.
 *
 * <p>The {@code sql} blocks of a page run in order in one session. A {@code text} block behind one is what its last query prints, an
 * {@code error} block the code it fails with. A block whose fence has a second word, such as {@code json orders.json}, is a file.
 * SQL that cannot run stands behind another word, such as {@code sql-sketch}. Which changes a result has depends on when its rows
 * are read, so such a block may run again. {@code -Dgolden=write} writes all results anew. Where a page says {@code localhost:9092} there is a
 * Kafka broker, as {@code bin/weir dev-kafka} starts it.
 */
@Timeout(300)
class DocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** Where an endless query is left. */
    private static final int MAX_ROWS = 5;
    /** How a shown result ends. */
    private static final Pattern COUNT = Pattern.compile("\\((\\d+) rows?\\)\\n$");
    /** Where a result is left that is written for the first time. */
    private static final int MOST_ROWS = 30;
    /** How a result starts whose rows tell changes. */
    private static final String CHANGES = " op ";

    private static final String KAFKA = "localhost:9092";

    private static @Nullable BrokerProcess kafka;

    @TempDir
    Path files;

    @AfterAll
    static void stopKafka() {
        if (kafka != null) {
            kafka.close();
        }
    }

    /** The SQL of a page with the address of a broker that is there. */
    private static synchronized String reachable(String sql) {
        if (!sql.contains(KAFKA)) {
            return sql;
        }
        if (kafka == null) {
            kafka = TestBroker.own(Map.of("auto.create.topics.enable", "true"));
        }
        return sql.replace(KAFKA, kafka.bootstrap());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(0, ROOT.resolve("README.md"));
            return pages;
        }
    }

    @TestFactory
    @Tag("golden")
    Stream<DynamicTest> theBlocksOfAPageRun() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : pages()) {
            Page page = Page.read(file);
            // the examples of functions.md are no statements; a test of their own runs them
            boolean statements = !file.endsWith("docs/functions.md");
            if (statements
                    && page.blocks().stream().anyMatch(block -> block.language().equals("sql"))) {
                pages.add(page);
            }
        }
        assertThat(pages).as("pages with SQL").hasSizeGreaterThan(4);
        return pages.stream()
                .map(page ->
                        DynamicTest.dynamicTest(ROOT.relativize(page.file()).toString(), () -> run(page)));
    }

    @Test
    void aResultOrAnErrorStandsBehindSql() throws IOException {
        for (Path file : pages()) {
            String before = "";
            for (Page.Block block : Page.read(file).blocks()) {
                if (block.language().equals("text") || block.language().equals("error")) {
                    assertThat(before)
                            .as("what stands before %s:%d", file, block.line())
                            .isEqualTo("sql");
                }
                before = block.language();
            }
        }
    }

    private void run(Page page) throws Exception {
        Map<Page.Block, String> results = new LinkedHashMap<>();
        run(page, results);
        if ("write".equals(System.getProperty("golden"))) {
            page.write(results);
            return;
        }
        results.forEach((block, result) -> assertThat(block.text())
                .as("%s:%d; ./dev golden writes it again", page.file(), block.line())
                .isEqualTo(result));
    }

    private void run(Page page, Map<Page.Block, String> results) throws Exception {
        Path folder = Files.createTempDirectory(files, "page");
        try (Connection connection = DriverManager.getConnection(Weir.url() + ";files.roots=" + folder)) {
            String printed = "";
            List<Page.Block> blocks = page.blocks();
            for (int i = 0; i < blocks.size(); i++) {
                Page.Block block = blocks.get(i);
                String place = page.file() + ":" + block.line();
                String[] words = block.language().split(" ");
                if (block.language().equals("sql")) {
                    Page.@Nullable Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
                    String sql = reachable(block.text());
                    if (next != null && next.language().equals("error")) {
                        printed = error(connection, sql, place);
                    } else if (next != null && next.language().equals("text")) {
                        int maxRows = maxRows(next.text());
                        printed = result(connection, sql, place, maxRows);
                        for (int more = 0; more < 2 && isOtherChanges(printed, next.text()); more++) {
                            printed = result(connection, lastOf(connection, sql), place, maxRows);
                        }
                    } else {
                        printed = result(connection, sql, place, MAX_ROWS);
                    }
                } else if (block.language().equals("text") || block.language().equals("error")) {
                    results.put(block, printed);
                } else if (words.length == 2) {
                    Path file = folder.resolve(words[1]);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, block.text());
                }
            }
        }
    }

    /** One more than are shown, unless an endless query may have been left there. */
    private static int maxRows(String shown) {
        if (shown.isBlank()) {
            return MOST_ROWS;
        }
        Matcher matcher = COUNT.matcher(shown);
        int rows = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        return rows <= MAX_ROWS ? MAX_ROWS : rows + 1;
    }

    private static boolean isOtherChanges(String printed, String shown) {
        return shown.startsWith(CHANGES) && !printed.equals(shown);
    }

    private static String lastOf(Connection connection, String script) throws SQLException {
        List<ScriptStatement> statements = connection.unwrap(Session.class).split(script);
        return statements.get(statements.size() - 1).sql();
    }

    private static String result(Connection connection, String script, String place, int maxRows) throws SQLException {
        String printed = "";
        for (ScriptStatement statement : connection.unwrap(Session.class).split(script)) {
            try (Statement jdbc = connection.createStatement()) {
                jdbc.setMaxRows(maxRows);
                if (jdbc.execute(statement.sql())) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try (ResultSet rows = jdbc.getResultSet();
                            PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
                        ResultFormat.named("table").print(rows, out);
                    }
                    printed = bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
                }
            } catch (SQLException e) {
                throw new AssertionError(place + ": " + statement.sql() + "\n" + e.getMessage(), e);
            }
        }
        return printed;
    }

    /** All but the last statement run, and the last fails. */
    private static String error(Connection connection, String script, String place) throws SQLException {
        List<ScriptStatement> statements = connection.unwrap(Session.class).split(script);
        int last = statements.size() - 1;
        for (ScriptStatement statement : statements.subList(0, last)) {
            result(connection, statement.sql(), place, MAX_ROWS);
        }
        try (Statement jdbc = connection.createStatement()) {
            if (jdbc.execute(statements.get(last).sql())) {
                try (ResultSet rows = jdbc.getResultSet()) {
                    Weir.rows(rows, MAX_ROWS);
                }
            }
        } catch (SQLException e) {
            return e.getMessage().split(" ")[1] + "\n";
        }
        return fail("%s: the statement goes through", place);
    }
}
