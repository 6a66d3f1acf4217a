// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell in a JVM of its own, on a real terminal of the system, which {@code script} of util-linux makes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // reading cannot be interrupted
class TerminalShellTest {
    @TempDir
    Path folder;

    private Process process;
    private InputStream out;
    private OutputStream keys;
    private final StringBuilder seen = new StringBuilder();

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script of util-linux");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // exec: a shell between would take the Ctrl-C, too, and end with its code; a build in the background ignores
        // Ctrl-C, and
        // what it starts does unless told otherwise
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "/usr/bin/script",
                        "-qec",
                        "exec env --default-signal=INT " + java
                                + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m io.weir.shell.Main sql",
                        "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TERM", "xterm");
        builder.environment().put("WEIR_HISTORY", folder.resolve("history").toString());
        process = builder.start();
        out = process.getInputStream();
        keys = process.getOutputStream();
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Reads until a text has come, and forgets all before its end. */
    private void await(String text) throws IOException {
        while (seen.indexOf(text) < 0) {
            int next = out.read();
            assertThat(next).as("it ended after %s", seen).isNotNegative();
            seen.append((char) next);
        }
        seen.delete(0, seen.indexOf(text) + text.length());
    }

    @Test
    void statementsAreTypedAndControlCEndsAQueryAndNotTheShell() throws Exception {
        await("weir> ");
        type("SELECT 1 + 1\n");
        await("> ");
        type("AS two;\n");
        await("(1 row in ");
        await("weir> ");
        type("CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '50',"
                + " 'fields.n.min' = '7', 'fields.n.max' = '7');\n");
        await("(done, ");
        await("weir> ");
        type("SELECT n FROM ticks;\n");
        await("\n 7");
        type("\003");
        await("(ended by Ctrl-C: ");
        await("weir> ");
        type("SELECT COUNT(*) AS n FROM ticks;\n");
        await("| Ctrl-C ends it");
        type("\003");
        await("(ended by Ctrl-C: ");
        await("weir> ");
        type("\\q\n");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("history"))).contains("SELECT n FROM ticks;");
    }
}
