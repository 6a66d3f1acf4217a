// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path write(String manifest, String... parts) throws IOException {
        Path path = directory.resolve("checkpoint");
        Map<String, SnapshotFile.Part> all = new LinkedHashMap<>();
        for (String part : parts) {
            all.put("part " + part.length(), out -> {
                out.write(bytes(part), 0, part.length() / 2);
                for (int i = part.length() / 2; i < part.length(); i++) {
                    out.write(part.charAt(i));
                }
                out.close();
            });
        }
        SnapshotFile.write(path, bytes(manifest), all);
        return path;
    }

    @Test
    void partsAreReadAsTheyWereWritten() throws IOException {
        Path path = write("epoch 7", "one", "", "x".repeat(600_000));
        try (SnapshotFile file = SnapshotFile.open(path)) {
            assertThat(file.manifest()).isEqualTo(bytes("epoch 7"));
            assertThat(file.parts()).containsExactly("part 3", "part 0", "part 600000");
            for (String content : new String[] {"one", "", "x".repeat(600_000)}) {
                try (var in = file.read("part " + content.length())) {
                    assertThat(in.readAllBytes()).isEqualTo(bytes(content));
                }
            }
            assertThatThrownBy(() -> file.read("other")).hasMessageContaining("it has no part other");
        }
        assertThat(directory).isDirectoryContaining(p -> p.equals(path));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aFailedWriteLeavesTheFileThatWasThere() throws IOException {
        Path path = write("first", "one");
        Map<String, SnapshotFile.Part> failing = Map.of("part", out -> {
            out.write(1);
            throw new UncheckedIOException(new IOException("disk full"));
        });
        assertThatThrownBy(() -> SnapshotFile.write(path, bytes("second"), failing))
                .hasMessageContaining("disk full");
        try (SnapshotFile file = SnapshotFile.open(path)) {
            assertThat(file.manifest()).isEqualTo(bytes("first"));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void everyDamageIsFound() throws IOException {
        Path path = write("manifest", "one", "four", "three");
        byte[] good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            assertDamaged(path, bad);
            assertDamaged(path, Arrays.copyOf(good, i));
        }
        Files.delete(path);
        assertThatThrownBy(() -> SnapshotFile.open(path)).hasMessageContaining("it does not exist");
    }

    private static void assertDamaged(Path path, byte[] bad) throws IOException {
        Files.write(path, bad);
        assertThatThrownBy(() -> SnapshotFile.open(path))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_CORRUPT));
    }
}
