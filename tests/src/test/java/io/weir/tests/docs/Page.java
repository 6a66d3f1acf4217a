// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fenced blocks of a page of Markdown. */
record Page(Path file, List<Block> blocks) {
    /**
     * A block.
     *
     * @param language the word behind the fence; empty for none
     */
    record Block(int line, String language, String text) {}

    static Page read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                String language = lines.get(i).substring(3).strip();
                int start = i + 1;
                StringBuilder text = new StringBuilder();
                for (i++; !lines.get(i).startsWith("```"); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                blocks.add(new Block(start, language, text.toString()));
            }
        }
        return new Page(file, blocks);
    }

    /** Writes the file with other texts in some blocks. */
    void write(Map<Block, String> texts) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            String text = texts.get(block);
            if (text != null) {
                List<String> old = lines.subList(
                        block.line(), block.line() + (int) block.text().lines().count());
                old.clear();
                old.addAll(text.lines().toList());
            }
        }
        Files.write(file, lines);
    }
}
