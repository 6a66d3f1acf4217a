// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines and the connections that share them. */
@Timeout(60)
class EnginesTest {
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("weir-"))
                .collect(Collectors.toSet());
    }

    @Test
    void connectionsWithOneUrlShareTheTablesAndNotTheTemporaryOnes() throws SQLException {
        String url = Weir.url();
        try (Connection one = DriverManager.getConnection(url);
                Connection two = DriverManager.getConnection(url);
                Connection other = Weir.open()) {
            Weir.run(one, "CREATE VIEW shared AS SELECT 1 AS n");
            Weir.run(one, "CREATE TEMPORARY VIEW mine AS SELECT 2 AS n");
            assertThat(Weir.rows(two, "SELECT n FROM shared")).containsExactly("1");
            assertThat(Weir.rows(one, "SELECT n FROM mine")).containsExactly("2");
            assertThatThrownBy(() -> Weir.rows(two, "SELECT n FROM mine"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1101));
            assertThatThrownBy(() -> Weir.rows(other, "SELECT n FROM shared"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1101));
        }
    }

    @Test
    void settingsBelongToOneSession() throws SQLException {
        String url = Weir.url();
        try (Connection one = DriverManager.getConnection(url);
                Connection two = DriverManager.getConnection(url)) {
            Weir.run(one, "SET 'parallelism' = '7'");
            assertThat(Weir.rows(one, "SET")).contains("parallelism | 7");
            assertThat(Weir.rows(two, "SET")).contains("parallelism | 2");
        }
    }

    @Test
    void theEngineLivesUntilItsLastConnectionIsClosed() throws SQLException {
        String url = Weir.url();
        Connection one = DriverManager.getConnection(url);
        Connection two = DriverManager.getConnection(url);
        Weir.run(one, "CREATE VIEW v AS SELECT 1 AS n");
        one.close();
        assertThat(Weir.rows(two, "SELECT n FROM v")).containsExactly("1");
        two.close();
        try (Connection again = DriverManager.getConnection(url)) {
            assertThatThrownBy(() -> Weir.rows(again, "SELECT n FROM v")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aClosedEngineLeavesNoThreads() throws Exception {
        Set<Thread> before = threads();
        Connection connection = Weir.open();
        Weir.run(connection, Weir.ticks("ticks", 100));
        Weir.run(connection, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
        Weir.run(connection, "INSERT INTO hole SELECT n FROM ticks");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n, COUNT(*) FROM ticks GROUP BY n");
        assertThat(rows.next()).isTrue();
        Set<Thread> own = threads();
        own.removeAll(before);
        assertThat(own).as("threads of the engine").isNotEmpty();
        connection.close();
        for (Thread thread : own) {
            thread.join(5000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void closingOneConnectionEndsItsQueriesAndNotThoseOfOthers() throws SQLException {
        String url = Weir.url();
        try (Connection two = DriverManager.getConnection(url);
                Statement statement = two.createStatement()) {
            Connection one = DriverManager.getConnection(url);
            Weir.run(one, Weir.ticks("ticks", 100));
            ResultSet first = one.createStatement().executeQuery("SELECT n FROM ticks");
            ResultSet second = statement.executeQuery("SELECT n FROM ticks");
            assertThat(first.next()).isTrue();
            one.close();
            assertThatThrownBy(first::next).isInstanceOf(SQLException.class);
            assertThat(second.next()).isTrue();
        }
    }

    @Test
    void aJobGoesOnWhenTheConnectionThatStartedItCloses() throws SQLException {
        String url = Weir.url();
        try (Connection two = DriverManager.getConnection(url)) {
            try (Connection one = DriverManager.getConnection(url)) {
                Weir.run(one, Weir.ticks("ticks", 100));
                Weir.run(one, "CREATE TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')");
                Weir.run(one, "INSERT INTO hole SELECT n FROM ticks");
            }
            assertThat(Weir.rows(two, "SHOW JOBS").get(0)).contains("RUNNING");
        }
    }

    @Test
    void propertiesComeInTheUrlOrBesideIt() throws SQLException {
        Properties beside = new Properties();
        beside.setProperty("parallelism", "3");
        beside.setProperty("time-zone", "Asia/Tokyo");
        beside.setProperty("user", "anybody");
        beside.setProperty("password", "anything");
        try (Connection connection = DriverManager.getConnection("jdbc:weir:beside;parallelism=5", beside)) {
            assertThat(Weir.rows(connection, "SET")).contains("parallelism | 5", "time-zone | Asia/Tokyo");
        }
    }

    @Test
    void mistakesInTheUrlAreErrorsThatHelp() {
        assertUrlFails("jdbc:weir:x;paralelism=2", 1302, "parallelism");
        assertUrlFails("jdbc:weir:x;parallelism=many", 1304, "parallelism");
        assertUrlFails("jdbc:weir:x;parallelism=0", 1304, "parallelism");
        assertUrlFails("jdbc:weir:x;time-zone=Mars/Olympus", 1304, "time-zone");
        assertUrlFails("jdbc:weir:x;parallelism", 8502, "key=value");
        assertUrlFails("jdbc:weir:a b", 8502, "jdbc:weir:");
        assertUrlFails("jdbc:weir://localhost:no", 8502, "jdbc:weir://host:port");
        assertUrlFails("jdbc:weir://localhost:1;files.roots=/", 1302, "weir server");
    }

    private static void assertUrlFails(String url, int code, String helps) {
        Set<Thread> before = threads();
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .as(url)
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(helps).doesNotContain("io.weir");
                    assertThat(e.getSQLState()).hasSize(5);
                });
        Set<Thread> after = threads();
        after.removeAll(before);
        assertThat(after).as("an engine that was not opened leaves no threads").isEmpty();
    }

    @Test
    void theDriverTellsItsProperties() throws SQLException {
        Driver driver = DriverManager.getDriver("jdbc:weir:");
        assertThat(driver.acceptsURL("jdbc:weir:x")).isTrue();
        assertThat(driver.acceptsURL("jdbc:other:x")).isFalse();
        assertThat(driver.connect("jdbc:other:x", new Properties())).isNull();
        List<String> names = Arrays.stream(driver.getPropertyInfo("jdbc:weir:", new Properties()))
                .map(property -> property.name)
                .toList();
        assertThat(names).contains("parallelism", "time-zone", "files.roots");
        for (DriverPropertyInfo property : driver.getPropertyInfo("jdbc:weir:", new Properties())) {
            assertThat(property.description).as(property.name).isNotBlank();
        }
    }
}
