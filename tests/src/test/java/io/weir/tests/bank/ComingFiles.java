// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder into which whole files come, each with the next transfers of all streams, and are read in any order. */
final class ComingFiles implements Inflow {
    private final Path folder;
    private final StringBuilder next = new StringBuilder();
    private int files;

    ComingFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public String options() {
        return "'connector' = 'filesystem', 'path' = '%s', 'format' = 'json', 'source.monitor-interval' = '5 ms'"
                .formatted(folder);
    }

    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public void append(int split, List<Transfer> transfers) throws IOException {
        transfers.forEach(each -> next.append(each.json()).append('\n'));
        if (split == SPLITS - 1) {
            String name = files++ + ".json";
            Path hidden = folder.resolve("." + name);
            Files.write(hidden, next.toString().getBytes(UTF_8));
            Files.move(hidden, folder.resolve(name));
            next.setLength(0);
        }
    }
}
