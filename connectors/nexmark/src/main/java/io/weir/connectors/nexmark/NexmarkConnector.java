// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Option;
import java.util.List;
import java.util.Optional;

/** The Nexmark auction house: people, auctions and bids, made up the same way each time. */
public final class NexmarkConnector implements Connector {
    @Override
    public String name() {
        return "nexmark";
    }

    @Override
    public List<Option<?>> options() {
        return NexmarkOptions.ALL;
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.of(NexmarkSource.of(table, context));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }
}
