// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.jdbc.WeirDataSource;
import io.weir.jdbc.WeirResultSet;
import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java of {@code docs/jdbc.md}: each block of the page stands in a test of this class, word for word. */
@Timeout(60)
class JdbcPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void eachBlockOfThePageStandsHere() throws IOException {
        String here = Files.readString(ROOT.resolve("tests/src/test/java/io/weir/tests/docs/JdbcPageTest.java"));
        List<Page.Block> blocks = Page.read(ROOT.resolve("docs/jdbc.md")).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(3);
        for (Page.Block block : blocks) {
            assertThat(packed(here)).as("line %d of the page", block.line()).contains(packed(block.text()));
        }
    }

    private static String packed(String java) {
        return java.replaceAll("//.*", "").replaceAll("\\s+", "");
    }

    @Test
    void thePageNamesEachPropertyThatIsTheDriversOwn() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/jdbc.md"));
        Driver driver = DriverManager.getDriver("jdbc:weir:");
        for (DriverPropertyInfo property : driver.getPropertyInfo("jdbc:weir:", new Properties())) {
            boolean elsewhere =
                    Files.readString(ROOT.resolve("docs/options.md")).contains("| `" + property.name + "` |");
            assertThat(elsewhere || page.contains("`" + property.name + "`"))
                    .as(property.name)
                    .isTrue();
        }
    }

    /** Stands for a person who has seen enough. */
    private static final class SeenEnough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anEndlessResult() {
        PrintStream out = System.out;
        int[] lines = new int[1];
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(long n) {
                if (++lines[0] == 2) {
                    throw new SeenEnough();
                }
            }
        });
        try {
            assertThatThrownBy(JdbcPageTest::first).isInstanceOf(SeenEnough.class);
        } finally {
            System.setOut(out);
        }
    }

    /** Never ends. */
    private static void first() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:weir:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '2')");
            ResultSet rows = statement.executeQuery("SELECT n FROM ticks");
            while (rows.next()) { // never ends: each call waits for the next row
                System.out.println(rows.getLong("n"));
            }
        }
    }

    @Test
    void aDataSource() throws SQLException {
        WeirDataSource source = new WeirDataSource();
        source.setUrl("jdbc:weir:shop");
        source.setTimeZone("Europe/Berlin");
        source.setQueryTimeout(30);
        try (Connection connection = source.getConnection()) {
            System.out.println(connection.isValid(1));
        }
    }

    @Test
    void anAnswerThatChanges() throws SQLException {
        try (Connection connection = Weir.open();
                Statement statement = connection.createStatement()) {
            statement.execute(Weir.ticks("ticks", 100));
            ResultSet rows = statement.executeQuery("SELECT n, COUNT(*) AS total FROM ticks GROUP BY n");
            Map<Long, Long> totals = new HashMap<>();
            WeirResultSet changes = rows.unwrap(WeirResultSet.class);
            while (rows.next()) {
                if (changes.change().adds()) {
                    totals.put(rows.getLong("n"), rows.getLong("total"));
                } else {
                    totals.remove(rows.getLong("n"));
                }
                if (changes.isEpochComplete()) {
                    break; // totals is the exact answer for one moment
                }
            }
            assertThat(totals).isNotEmpty();
        }
    }

    @Test
    void aBatch() throws SQLException {
        try (Connection connection = Weir.open()) {
            Weir.run(
                    connection,
                    "CREATE TABLE readings (id BIGINT, at_time TIMESTAMP(6), parts ARRAY<DOUBLE>) WITH ('connector' = 'blackhole')");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO readings VALUES (?, ?, ?)")) {
                insert.setLong(1, 7);
                insert.setObject(2, LocalDateTime.parse("2026-02-28T12:34:56.123456"));
                insert.setArray(3, connection.createArrayOf("DOUBLE", new Object[] {1.5, 2.5}));
                insert.addBatch();
                insert.setLong(1, 8);
                insert.setNull(2, Types.TIMESTAMP);
                insert.setObject(3, List.of(3.5));
                insert.addBatch();
                System.out.println(Arrays.toString(insert.executeBatch()));
            }
        }
    }
}
