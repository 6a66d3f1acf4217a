// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remotejar;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.WeirEngineProvider;
import io.weir.server.ServerLimits;
import io.weir.server.WeirServer;
import io.weir.spi.session.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the jar, and what a JVM with nothing but the jar does. */
@Timeout(120)
class RemoteJarIT {
    private static final Path JAR = Path.of(System.getProperty("weir.remote.jar", ""));

    private static List<String> files() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static String text(String name) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void allClassesAreBelowIoWeir() throws IOException {
        List<String> classes =
                files().stream().filter(name -> name.endsWith(".class")).toList();
        assertThat(classes).hasSizeGreaterThan(100).allMatch(name -> name.startsWith("io/weir/"));
        assertThat(classes).contains("io/weir/jdbc/WeirDriver.class", "io/weir/jdbc/WeirDataSource.class");
    }

    @Test
    void nothingElseLeaksIntoTheApplication() throws IOException {
        assertThat(files().stream().filter(name -> !name.endsWith(".class")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/services/java.sql.Driver",
                        "META-INF/services/io.weir.jdbc.shaded.slf4j.spi.SLF4JServiceProvider");
        assertThat(text("META-INF/services/java.sql.Driver").strip()).isEqualTo("io.weir.jdbc.WeirDriver");
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("Weir", "Protocol Buffers", "SLF4J");
        assertThat(text("META-INF/MANIFEST.MF")).contains("Automatic-Module-Name: io.weir.jdbc");
        assertThat(Files.size(JAR)).isLessThan(12_000_000);
    }

    /** A program in a JVM whose class path is the jar and the program. */
    private static String run(Path folder, String program, String... arguments)
            throws IOException, InterruptedException {
        Path source = folder.resolve("Program.java");
        Files.writeString(source, program);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR.toString(),
                source.toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    @Test
    void withoutAnEngineTheErrorSaysWhatIsMissing(@TempDir Path folder) throws Exception {
        String out = run(folder, """
                import java.sql.*;

                class Program {
                    public static void main(String[] arguments) throws Exception {
                        try {
                            DriverManager.getConnection("jdbc:weir:");
                        } catch (SQLException e) {
                            System.out.println(e.getSQLState() + " " + e.getMessage());
                        }
                        System.out.println(DriverManager.getDriver("jdbc:weir:").getPropertyInfo("jdbc:weir:", null).length > 3);
                    }
                }
                """);
        assertThat(out)
                .contains("08001 ERROR CFG-8510 (08001): there is no engine in this process")
                .contains("weir-engine is not on the class path")
                .contains("jdbc:weir://host:port")
                .contains("true");
    }

    @Test
    void withNothingButTheJarItReadsFromAServer(@TempDir Path folder) throws Exception {
        Engine engine = new WeirEngineProvider().start(Map.of("workers", "2"));
        try (WeirServer server = WeirServer.start(engine, "127.0.0.1", 0, ServerLimits.defaults())) {
            String out = run(folder, """
                    import java.sql.*;

                    class Program {
                        public static void main(String[] arguments) throws Exception {
                            try (Connection connection = DriverManager.getConnection(arguments[0]);
                                    Statement statement = connection.createStatement()) {
                                statement.execute("CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',"
                                        + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000')");
                                try (ResultSet rows = statement.executeQuery("SELECT n FROM ticks")) {
                                    for (int i = 0; i < 3 && rows.next(); i++) {
                                        System.out.println("row " + rows.getLong("n"));
                                    }
                                }
                                try {
                                    statement.executeQuery("SELECT nothing FROM ticks");
                                } catch (SQLSyntaxErrorException e) {
                                    System.out.println("state " + e.getSQLState());
                                }
                                System.out.println("valid " + connection.isValid(5));
                            }
                            try {
                                DriverManager.getConnection(arguments[0] + ";fetch-sise=1");
                            } catch (SQLException e) {
                                System.out.println(e.getMessage());
                            }
                        }
                    }
                    """, server.url());
            assertThat(out)
                    .contains("row 1", "row 2", "row 3", "state 42703", "valid true")
                    .contains("The nearest name is \"fetch-size\".")
                    .doesNotContain("SLF4J");
        } finally {
            engine.close();
        }
    }
}
