// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.EngineOptions;
import io.weir.engine.SessionOptions;
import io.weir.engine.TableOptions;
import io.weir.jdbc.WeirDriver;
import io.weir.spi.option.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/options.md} is made from the declarations; {@code -Dgolden=write} writes it. */
@Tag("golden")
class OptionsPageTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/options.md");

    /** Defaults that depend on where the page is written. */
    private static final Map<String, String> PLACES =
            Map.of("parallelism", "number of processors", "time-zone", "that of the JVM");

    @Test
    void thePageListsTheOptionsAsDeclared() throws IOException, SQLException {
        String page = page();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).replace("\r", ""))
                .as("docs/options.md; ./dev golden writes it again")
                .isEqualTo(page);
    }

    @Test
    void eachOptionIsDocumented() {
        Stream.of(SessionOptions.ALL, EngineOptions.ALL, TableOptions.ALL)
                .flatMap(List::stream)
                .forEach(option ->
                        assertThat(option.doc()).as(option.key()).isNotBlank().endsWith("."));
    }

    private static String page() throws SQLException {
        StringBuilder page = new StringBuilder("""
                # Options

                An option has a type and bounds; an unknown key is an error that names the nearest. This page is made from the
                declarations.

                ## Settings of a session

                `SET 'key' = 'value'` changes one for the statements that follow, `SET` lists them, `RESET` undoes. Flink's
                `parallelism.default`, `table.exec.resource.default-parallelism` and `table.local-time-zone` are understood.

                """);
        table(page, SessionOptions.ALL);
        page.append(
                "\n## Settings of an engine\n\nFixed when the first connection opens it, as properties of the URL.\n\n");
        table(page, EngineOptions.ALL);
        page.append("\n## Properties of a URL\n\n`jdbc:weir:name;key=value`, or the same in `java.util.Properties`.\n\n"
                + "| property | meaning |\n|---|---|\n");
        for (DriverPropertyInfo property : new WeirDriver().getPropertyInfo("jdbc:weir:", new Properties())) {
            page.append("| `%s` | %s |\n".formatted(property.name, property.description));
        }
        page.append(
                "\n## Options of every table\n\nIn `WITH ('key' = 'value')`. Connectors and formats have more, on their own pages.\n\n");
        table(page, TableOptions.ALL);
        page.append("\n## Types\n\nA duration is written as `5 s`, `100 ms`, `1 min`; a size as `16 mb`, `64 kb`.\n");
        return page.toString();
    }

    private static void table(StringBuilder page, List<Option<?>> options) {
        page.append("| option | type | default | meaning |\n|---|---|---|---|\n");
        for (Option<?> option : options) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(option.key(), option.typeName(), byDefault(option), option.doc()));
        }
    }

    private static String byDefault(Option<?> option) {
        Object value = option.defaultValue();
        if (value == null) {
            return option.isRequired() ? "required" : "none";
        }
        String text = value instanceof Duration duration ? duration.toMillis() + " ms" : value.toString();
        return PLACES.getOrDefault(option.key(), option.typeName().contains("size") ? size((Long) value) : text);
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? bytes / (1 << 20) + " mb" : bytes + " bytes";
    }
}
