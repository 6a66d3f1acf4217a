// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir server} as a process. */
@Timeout(180)
class ServerCommandTest {
    @TempDir
    Path folder;

    private ShellProcess.Ended sql(String url, String statements) throws IOException {
        return ShellProcess.run(folder, "", "sql", "--url", url, "--format", "csv", "-e", statements);
    }

    @Test
    void itPrintsItsUrlServesAndEndsWhenToldTo() throws IOException {
        try (ShellProcess server = ShellProcess.start(folder, "server", "--port", "0")) {
            String url = server.awaitLine("jdbc:weir://127.0.0.1:");
            assertThat(sql(url, "CREATE TABLE hole (n INT) WITH ('connector' = 'blackhole')")
                            .err())
                    .isEmpty();
            assertThat(sql(url, "SHOW TABLES").out()).contains("hole");
            ShellProcess.Ended refused = sql(url, "SELECT a\nFROM nowhere");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("SQL-1101", "line 2");
            server.interrupt();
            ShellProcess.Ended ended = server.end();
            assertThat(ended.err()).isEmpty();
            assertThat(sql(url, "VALUES (1)").err()).contains("SES-8906");
        }
    }

    @Test
    void filesAreReachedBelowTheFoldersOfTheCommandLineAlone() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "7\n");
        String read = "CREATE TABLE f (a INT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '"
                + folder.resolve("a.csv") + "'); SELECT a FROM f";
        try (ShellProcess server = ShellProcess.start(folder, "server", "--port", "0")) {
            assertThat(sql(server.awaitLine("jdbc:weir:"), read).err()).contains("SEC-8102");
        }
        try (ShellProcess server =
                ShellProcess.start(folder, "server", "--port", "0", "--files-roots", folder.toString())) {
            assertThat(sql(server.awaitLine("jdbc:weir:"), read).out()).contains("7");
        }
    }

    @Test
    void addressesThatOthersCanReachAreRefused() throws IOException {
        ShellProcess.Ended ended = ShellProcess.run(folder, "", "server", "--host", "0.0.0.0", "--port", "0");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("CFG-8503");
        assertThat(ShellProcess.run(folder, "", "server", "--port", "70000").status())
                .isEqualTo(2);
    }
}
