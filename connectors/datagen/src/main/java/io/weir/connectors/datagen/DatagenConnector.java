// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes rows up: random values and sequences, the same ones each time. */
public final class DatagenConnector implements Connector {
    @Override
    public String name() {
        return "datagen";
    }

    @Override
    public List<Option<?>> options() {
        return DatagenOptions.ALL;
    }

    @Override
    public List<Option<?>> options(Schema schema) {
        return Stream.concat(DatagenOptions.ALL.stream(), FieldOptions.of(schema).stream())
                .toList();
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.of(DatagenSource.of(table, context));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }
}
