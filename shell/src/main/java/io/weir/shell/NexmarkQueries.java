// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The queries of the Nexmark project in SQL, but for q13, which looks rows up in another system. */
public final class NexmarkQueries {
    private static final List<String> NAMES = IntStream.rangeClosed(0, 23)
            .filter(number -> number != 13)
            .mapToObj(number -> "q" + number)
            .toList();

    private NexmarkQueries() {}

    /** q0 to q23. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The statements that make the tables.
     *
     * @param options of the connector, such as {@code events.num}
     */
    public static List<String> tables(Map<String, String> options) {
        String all = options.entrySet().stream()
                .map(option -> ", '" + option.getKey() + "' = '" + option.getValue() + "'")
                .collect(Collectors.joining());
        return statements("tables").stream()
                .map(statement -> statement.replace("'connector' = 'nexmark'", "'connector' = 'nexmark'" + all))
                .toList();
    }

    /** The statements of a query: what it needs, and last itself. */
    public static List<String> of(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(name);
        }
        return statements(name);
    }

    private static List<String> statements(String file) {
        String text;
        try (InputStream in =
                Objects.requireNonNull(NexmarkQueries.class.getResourceAsStream("nexmark/" + file + ".sql"), file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String sql = text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(sql.split(";\\s*(\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
