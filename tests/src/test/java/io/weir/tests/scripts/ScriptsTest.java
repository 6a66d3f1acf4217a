// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The scripts below {@code tests/sql}, each in several ways: continuous in one task and in three, and as a bounded input.
 *
 * <p>{@code -Dgolden=write} writes the changes into the scripts.
 */
@Tag("golden")
@Timeout(600)
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("sql");
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    @TestFactory
    Stream<DynamicContainer> eachStepChangesTheAnswerAsItSays() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(SCRIPTS)) {
            files = found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        assertThat(files).as("scripts below %s", SCRIPTS.toAbsolutePath()).hasSizeGreaterThan(20);
        String only = System.getProperty("script", "");
        return files.stream()
                .filter(file -> file.toString().contains(only))
                .map(file -> DynamicContainer.dynamicContainer(
                        SCRIPTS.relativize(file).toString(), runs(file)));
    }

    private static List<DynamicTest> runs(Path file) {
        Script script;
        try {
            script = Script.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        List<DynamicTest> runs = new ArrayList<>();
        if (WRITE) {
            runs.add(DynamicTest.dynamicTest("write", () -> write(file, new ScriptRun(script, false, 1).record())));
            return runs;
        }
        String name = SCRIPTS.relativize(file).toString();
        runs.add(DynamicTest.dynamicTest(name + " in one task", () -> new ScriptRun(script, false, 1).check()));
        runs.add(DynamicTest.dynamicTest(name + " in three tasks", () -> new ScriptRun(script, false, 3).check()));
        if (!script.steps().isEmpty() && !script.continuousOnly()) {
            runs.add(DynamicTest.dynamicTest(name + " bounded", () -> new ScriptRun(script, true, 2).check()));
        }
        return runs;
    }

    /** Puts what each step changes behind its rows. */
    private static void write(Path file, List<List<String>> changes) throws IOException {
        List<String> written = new ArrayList<>();
        Iterator<List<String>> next = changes.iterator();
        List<String> lines = Files.readAllLines(file);
        boolean within = false;
        for (String line : lines) {
            if (line.startsWith("-->")) {
                if (!within && next.hasNext()) {
                    List<String> step = next.next();
                    step.forEach(change -> written.add("--> " + change));
                    if (step.isEmpty()) {
                        written.add("--> nothing");
                    }
                }
                within = true;
            } else {
                within = false;
                written.add(line);
            }
        }
        Files.write(file, written);
    }
}
