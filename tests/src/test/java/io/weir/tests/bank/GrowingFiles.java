// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** A folder with a file per stream, to which lines are appended, now and then half a line first. */
record GrowingFiles(Path folder) implements Inflow {
    /** All files are there before the first is read: the rows of one that is found later may be late. */
    static GrowingFiles in(Path folder) throws IOException {
        for (int split = 0; split < SPLITS; split++) {
            Files.createFile(file(folder, split));
        }
        return new GrowingFiles(folder);
    }

    private static Path file(Path folder, int split) {
        return folder.resolve("split-" + split + ".json");
    }

    @Override
    public String options() {
        return "'connector' = 'filesystem', 'path' = '%s', 'format' = 'json', 'source.monitor-interval' = '2 ms'"
                .formatted(folder);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public void append(int split, List<Transfer> transfers) throws IOException {
        byte[] lines = transfers.stream()
                .map(each -> each.json() + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        Path file = file(folder, split);
        int half = lines.length / 2;
        Files.write(file, java.util.Arrays.copyOf(lines, half), StandardOpenOption.APPEND);
        Files.write(file, java.util.Arrays.copyOfRange(lines, half, lines.length), StandardOpenOption.APPEND);
    }
}
