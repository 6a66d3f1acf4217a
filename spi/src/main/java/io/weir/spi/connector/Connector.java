// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.option.Option;
import java.util.List;
import java.util.Optional;

/** A kind of outside system that tables can stand for; found by {@code ServiceLoader}. */
public interface Connector {
    /** The word of {@code 'connector' = '...'}. */
    String name();

    List<Option<?>> options();

    /** Reads a table; empty when this connector cannot be read. Checks what the options cannot say; reads nothing yet. */
    Optional<Source> source(TableSpec table, ConnectorContext context);

    /** Writes a table; empty when this connector cannot be written. */
    Optional<Sink> sink(TableSpec table, ConnectorContext context);
}
