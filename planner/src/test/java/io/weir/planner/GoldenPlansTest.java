// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans as files: {@code src/test/plans/topic.plan} has cases of the form
 *
 * <pre>
 * what it shows: SELECT ...
 *   Result  ...
 *     Scan  ...
 * </pre>
 *
 * <p>over the tables of {@link Session#TABLES}. A line that begins with two hyphens is a remark; one that begins with
 * {@code CREATE} is run. {@code -Dgolden=write} writes the plans anew, to be read in review.
 */
@Tag("golden")
class GoldenPlansTest {
    private static final Path FOLDER = Path.of("src/test/plans");
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    @TestFactory
    Stream<DynamicTest> plansAreAsWritten() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".plan")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) {
        String before = read(file);
        String after = replanned(before);
        if (WRITE) {
            write(file, after);
        } else {
            assertThat(after).as("%s; -Dgolden=write writes it anew", file).isEqualTo(before);
        }
    }

    private static String replanned(String text) {
        Session session = Session.withTables();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("  ")) {
                continue; // a plan, made anew below its case
            }
            lines.add(line);
            int colon = line.indexOf(": ");
            if (line.startsWith("CREATE")) {
                session.run(line);
            } else if (!line.startsWith("--") && colon > 0) {
                plan(session, line.substring(colon + 2)).lines().forEach(each -> lines.add("  " + each));
            }
        }
        return String.join("\n", lines);
    }

    private static String plan(Session session, String sql) {
        try {
            return session.explain(sql);
        } catch (SqlException e) {
            return e.render(null);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
