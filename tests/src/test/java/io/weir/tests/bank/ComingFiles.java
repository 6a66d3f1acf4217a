// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A folder into which whole files come, in no order. */
record ComingFiles(Path folder, AtomicInteger number) implements Inflow {
    ComingFiles(Path folder) {
        this(folder, new AtomicInteger());
    }

    @Override
    public String options() {
        return "'connector' = 'filesystem', 'path' = '%s', 'format' = 'json', 'source.monitor-interval' = '2 ms'"
                .formatted(folder);
    }

    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public void append(int split, List<Transfer> transfers) throws IOException {
        String name = number.getAndIncrement() + ".json";
        Path hidden = folder.resolve("." + name);
        Files.write(
                hidden,
                transfers.stream()
                        .map(each -> each.json() + "\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
        Files.move(hidden, folder.resolve(name));
    }
}
