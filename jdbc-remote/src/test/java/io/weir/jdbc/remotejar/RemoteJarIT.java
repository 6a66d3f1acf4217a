// SPDX-License-Identifier: Apache-2.0
package io.weir.jdbc.remotejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                        "META-INF/services/java.sql.Driver");
        assertThat(text("META-INF/services/java.sql.Driver").strip()).isEqualTo("io.weir.jdbc.WeirDriver");
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("Weir");
        assertThat(text("META-INF/MANIFEST.MF")).contains("Automatic-Module-Name: io.weir.jdbc");
        assertThat(Files.size(JAR)).isLessThan(1_500_000);
    }

    /** A program in a JVM whose class path is the jar and the program. */
    private static String run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        Path source = folder.resolve("Program.java");
        Files.writeString(source, program);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", JAR.toString(), source.toString()));
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
}
