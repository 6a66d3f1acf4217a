// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameCompleterTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Names byJdbc;

    @BeforeEach
    void open() throws IOException, SQLException {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal(
                "none", "dumb", java.io.OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        shell = new Shell(new Screen(terminal, false), "jdbc:weir:names-" + System.nanoTime(), "table", () -> 0);
        shell.statements("CREATE VIEW orders AS SELECT 1 AS id, 'x' AS shop_name;"
                + "CREATE VIEW Shops AS SELECT 1 AS shop_id, 'y' AS city;");
        byJdbc = namesByJdbc();
    }

    @AfterEach
    void close() throws SQLException {
        shell.close();
    }

    /** What is proposed, by the names that the session gives and by those that JDBC gives, which must be the same. */
    private List<String> proposals(String text) {
        List<String> proposed = new NameCompleter(shell).proposals(text);
        assertThat(new NameCompleter(shell, () -> byJdbc).proposals(text))
                .as("by JDBC's own description, of %s", text)
                .containsExactlyInAnyOrderElementsOf(proposed);
        return proposed;
    }

    /** The names of a connection that hides its session. */
    private Names namesByJdbc() throws SQLException {
        return Names.of((Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("isWrapperFor")
                        ? Boolean.FALSE
                        : method.invoke(shell.connection(), arguments)));
    }

    @Test
    void behindFromComeTables() {
        assertThat(proposals("SELECT * FROM ")).containsExactlyInAnyOrder("orders", "Shops");
        assertThat(proposals("select * from o")).containsExactly("orders");
        assertThat(proposals("SELECT * FROM orders JOIN sh")).containsExactly("Shops");
        assertThat(proposals("DESCRIBE s")).containsExactly("Shops");
    }

    @Test
    void columnsAreThoseOfTheTablesOfTheStatement() {
        assertThat(proposals("SELECT * FROM orders WHERE ")).containsExactlyInAnyOrder("id", "shop_name");
        assertThat(proposals("SELECT * FROM orders WHERE sho"))
                .contains("shop_name")
                .doesNotContain("shop_id");
    }

    @Test
    void behindADotComeTheColumnsOfTheTableOrItsAlias() {
        assertThat(proposals("SELECT * FROM orders AS o JOIN shops s ON o.")).containsExactly("id", "shop_name");
        assertThat(proposals("SELECT * FROM orders AS o JOIN shops s ON o.id = s.sh"))
                .containsExactly("shop_id");
        assertThat(proposals("SELECT * FROM orders WHERE orders.i")).containsExactly("id");
        assertThat(proposals("SELECT * FROM orders WHERE x.")).isEmpty();
    }

    @Test
    void wordsOfTheLanguageKeepTheCaseThatWasBegun() {
        assertThat(proposals("SEL")).containsExactly("SELECT");
        assertThat(proposals("sel")).containsExactly("select");
        assertThat(proposals("SELECT 1 UNI")).contains("UNION");
        assertThat(proposals("select upp")).contains("upper(");
        assertThat(proposals("SELECT COAL")).contains("COALESCE");
    }

    @Test
    void commandsAndWhatTheyTake() throws IOException {
        assertThat(proposals("\\")).contains("\\d", "\\jobs", "\\q");
        assertThat(proposals("\\d ord")).containsExactly("orders");
        assertThat(proposals("\\df upp")).containsExactly("UPPER");
        assertThat(proposals("\\x ")).containsExactly("on", "off");
        assertThat(proposals("\\help cre")).containsExactly("CREATE TABLE", "CREATE VIEW");
        assertThat(proposals("\\format ")).containsExactly("table", "csv", "json");
        Files.createFile(folder.resolve("a.sql"));
        Files.createDirectory(folder.resolve("more"));
        assertThat(proposals("\\i " + folder + "/")).containsExactly("a.sql", "more/");
        assertThat(proposals("\\i " + folder + "/missing/")).isEmpty();
    }

    @Test
    void nothingIsProposedWithinTextsAndComments() {
        assertThat(proposals("SELECT 'a FROM ")).isEmpty();
        assertThat(proposals("SELECT 1 /* FROM ")).isEmpty();
    }

    @Test
    void namesComeFromJdbcWhereThereIsNoSession() {
        assertThat(byJdbc.tables())
                .containsExactlyInAnyOrderElementsOf(shell.names().tables());
        assertThat(byJdbc.keywords())
                .containsExactlyInAnyOrderElementsOf(shell.names().keywords());
        assertThat(byJdbc.functions())
                .containsExactlyInAnyOrderElementsOf(shell.names().functions());
    }
}
