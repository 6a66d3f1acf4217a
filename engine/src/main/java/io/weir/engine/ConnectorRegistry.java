// SPDX-License-Identifier: Apache-2.0
package io.weir.engine;

import io.weir.plan.TableDefinition;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connectors and formats of this process, found by {@code ServiceLoader}; makes a {@link TableSpec} of a table's definition. */
final class ConnectorRegistry {
    private final Map<String, Connector> connectors = new TreeMap<>();
    private final Map<String, FormatFactory> formats = new TreeMap<>();
    private final ConnectorContext context;

    ConnectorRegistry(ConnectorContext context) {
        this.context = context;
        ClassLoader loader = ConnectorRegistry.class.getClassLoader();
        ServiceLoader.load(Connector.class, loader).forEach(c -> connectors.put(c.name(), c));
        ServiceLoader.load(FormatFactory.class, loader).forEach(f -> formats.put(f.name(), f));
    }

    ConnectorContext context() {
        return context;
    }

    /** The connector a table names; an error that names the nearest when there is none. */
    Connector connector(TableDefinition table) {
        String name = table.options().get(TableOptions.CONNECTOR.key());
        if (name == null) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("table \"%s\" without a connector is not supported yet", table.name())
                    .detail("Tables that Weir itself keeps will come; today a table stands for something outside.")
                    .hint(
                            "Add WITH ('connector' = '...'); the connectors are %s.",
                            String.join(", ", connectors.keySet()))
                    .toException();
        }
        Connector connector = connectors.get(name);
        if (connector == null) {
            throw SqlException.report(ErrorCode.CONNECTOR_NOT_FOUND)
                    .says("connector \"%s\" does not exist", name)
                    .detail("The connectors are %s.", String.join(", ", connectors.keySet()))
                    .hint("%s", Nearest.hint(name, connectors.keySet(), "Add the connector's jar to the class path."))
                    .toException();
        }
        return connector;
    }

    /** Checks a table's options and makes its formats. */
    TableSpec spec(TableDefinition table) {
        Connector connector = connector(table);
        if (!table.partitionedBy().isEmpty() && !connector.partitions()) {
            throw SqlException.report(ErrorCode.NOT_SUPPORTED)
                    .says("connector \"%s\" has no PARTITIONED BY", connector.name())
                    .hint("Leave it out; tables of \"filesystem\" can have it.")
                    .toException();
        }
        table.options().keySet().forEach(connector::checkKey);
        Map<String, Option<?>> declared = new LinkedHashMap<>();
        TableOptions.ALL.forEach(option -> declared.put(option.key(), option));
        connector.options(table.schema()).forEach(option -> declared.put(option.key(), option));
        Map<String, FormatFactory> named = new LinkedHashMap<>();
        Stream.concat(Stream.of(TableOptions.FORMAT.key()), connector.formatKeys().stream())
                .forEach(key -> factory(table.options().get(key)).ifPresent(factory -> {
                    named.put(key, factory);
                    factory.options().stream()
                            .map(option -> option.under(prefix(key)))
                            .forEach(option -> declared.put(option.key(), option));
                }));
        Options options = Options.check("connector \"" + connector.name() + "\"", table.options(), declared.values());
        Map<String, Format> formats = new HashMap<>();
        named.forEach((key, factory) -> formats.put(key, format(factory, prefix(key), options)));
        Optional<Format> format = Optional.ofNullable(formats.remove(TableOptions.FORMAT.key()));
        return new TableSpec(
                table.name(),
                table.schema(),
                table.metadataKeys(),
                table.primaryKey(),
                table.partitionedBy(),
                options,
                format,
                Map.copyOf(formats));
    }

    /** What stands before the keys of a format's options, such as {@code key.} for {@code key.format}. */
    private static String prefix(String formatKey) {
        return formatKey.substring(
                0, formatKey.length() - TableOptions.FORMAT.key().length());
    }

    private static Format format(FormatFactory factory, String prefix, Options options) {
        Map<String, String> texts = new HashMap<>();
        for (Option<?> option : factory.options()) {
            String text = options.texts().get(prefix + option.key());
            if (text != null) {
                texts.put(option.key(), text);
            }
        }
        return factory.create(Options.check("format \"" + factory.name() + "\"", texts, factory.options()));
    }

    private Optional<FormatFactory> factory(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        FormatFactory found = formats.get(name);
        if (found == null) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("format \"%s\" does not exist", name)
                    .detail("The formats are %s.", String.join(", ", formats.keySet()))
                    .hint("%s", Nearest.hint(name, formats.keySet(), "Choose one of them."))
                    .toException();
        }
        return Optional.of(found);
    }

    List<String> names() {
        return new ArrayList<>(connectors.keySet());
    }
}
