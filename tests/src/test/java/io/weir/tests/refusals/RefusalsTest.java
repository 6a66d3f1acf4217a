// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tests.jdbc.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Statements that cannot be run, and what is said of each: {@code refusals/topic.sql} has the error behind its statement,
 * in lines that begin with {@code --!}; a statement without any runs. {@code -Dgolden=write} writes the errors anew.
 */
@Tag("golden")
class RefusalsTest {
    private static final Path FOLDER = Path.of("refusals");
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    @TestFactory
    Stream<DynamicTest> refusalsAreAsWritten() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException, SQLException {
        String before = Files.readString(file);
        String after = again(before);
        if (WRITE) {
            Files.writeString(file, after);
        } else {
            assertThat(after).as("%s; -Dgolden=write writes it anew", file).isEqualTo(before);
        }
    }

    private static String again(String text) throws SQLException {
        List<String> lines = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        try (Connection connection = Weir.open()) {
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("--!")) {
                    continue;
                }
                lines.add(line);
                if (line.isEmpty() || line.startsWith("--")) {
                    continue;
                }
                sql.append(sql.length() == 0 ? "" : "\n").append(line);
                if (line.endsWith(";")) {
                    error(connection, sql.substring(0, sql.length() - 1))
                            .lines()
                            .forEach(each -> lines.add("--! " + each));
                    sql.setLength(0);
                }
            }
        }
        return String.join("\n", lines);
    }

    /** What is said of a statement; nothing when it runs. */
    private static String error(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
