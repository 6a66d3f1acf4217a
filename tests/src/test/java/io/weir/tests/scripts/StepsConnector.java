// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.scripts;

import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tables whose rows a test gives step by step. */
public final class StepsConnector implements Connector {
    private static final Option<String> FEED = Option.text("feed").required().doc("The test that feeds the table.");
    private static final Option<Boolean> UPDATING =
            Option.bool("updating").defaults(false).doc("Whether rows are taken back, too.");
    private static final Option<Boolean> BOUNDED =
            Option.bool("bounded").defaults(false).doc("Whether the table ends with the rows it has.");
    private static final Option<Long> SPLITS =
            Option.integer("splits", 1, 16).defaults(1L).doc("Parts over which the rows of a step are spread.");

    private static final Map<String, StepTable> TABLES = new ConcurrentHashMap<>();

    /** The table of a feed, once a statement has used it. */
    static StepTable table(String feed, String name) {
        return Objects.requireNonNull(TABLES.get(feed + "/" + name), () -> "no query has named table " + name);
    }

    static void forget(String feed) {
        TABLES.keySet().removeIf(key -> key.startsWith(feed + "/"));
    }

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FEED, UPDATING, BOUNDED, SPLITS);
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.of(TABLES.computeIfAbsent(
                table.get(FEED) + "/" + table.name(),
                key -> new StepTable(
                        table.schema(),
                        table.get(UPDATING),
                        table.get(BOUNDED),
                        table.get(SPLITS).intValue())));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }
}
