// SPDX-License-Identifier: Apache-2.0
package io.weir.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementHistoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a INT) WITH ('connector' = 'jdbc', 'password' = 'x')",
                "CREATE TABLE t (a INT) WITH ('properties.sasl.jaas.config' = 'x')",
                "CREATE TABLE t (a INT) WITH ('url' = 'redis://me:secret@host')",
                "CREATE TABLE t (a INT) WITH ('config' = 'Login required username=a password=b;')",
                "SET 's3.secret-key'='x'",
                "SET 's3.access_key' = 'x",
                "\\c jdbc:weir://host:1;user=me;password=x",
                "\\c jdbc:weir://host:1;TOKEN=x",
            })
    void secretsAreSeen(String text) {
        assertThat(StatementHistory.hasSecret(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT password, token FROM users WHERE name = 'secret'",
                "CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5')",
                "SELECT 1 -- 'password' = 'x'",
                "\\c jdbc:weir://host:1",
                "\\d tokens",
            })
    void whatOnlySpeaksOfSecretsIsKept(String text) {
        assertThat(StatementHistory.hasSecret(text)).isFalse();
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        Path file = StatementHistory.file(Optional.empty(), Optional.of(folder.toString()))
                .orElseThrow();
        assertThat(file).isEqualTo(folder.resolve(".weir_history"));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(StatementHistory.file(Optional.empty(), Optional.of(folder.toString())))
                .contains(file);
    }

    @Test
    void withoutAPlaceThereIsNone() {
        assertThat(StatementHistory.file(Optional.of(""), Optional.of(folder.toString())))
                .isEmpty();
        assertThat(StatementHistory.file(Optional.of(folder.toString()), Optional.empty()))
                .as("a folder")
                .isEmpty();
        assertThat(StatementHistory.file(
                        Optional.of(folder.resolve("missing/file").toString()), Optional.empty()))
                .isEmpty();
    }
}
