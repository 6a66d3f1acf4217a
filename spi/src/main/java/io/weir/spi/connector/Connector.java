// SPDX-License-Identifier: Apache-2.0
package io.weir.spi.connector;

import io.weir.spi.option.Option;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Optional;

/** A kind of outside system that tables can stand for; found by {@code ServiceLoader}. */
public interface Connector {
    /** The word of {@code 'connector' = '...'}. */
    String name();

    /** The options that every table of this connector may have. */
    List<Option<?>> options();

    /**
     * All options of a table with these columns; what a table's WITH is checked against. More than {@link #options()} when
     * there are options by column, such as {@code fields.id.kind}.
     */
    default List<Option<?>> options(Schema schema) {
        return options();
    }

    /**
     * The keys of options that name a further format, such as {@code key.format}; the options of that format have the same
     * prefix. {@code format} is not among them.
     */
    default List<String> formatKeys() {
        return List.of();
    }

    /** Whether its tables may have PARTITIONED BY. */
    default boolean partitions() {
        return false;
    }

    /** Throws when a key of a table's WITH is refused for a reason of its own, rather than for being unknown. */
    default void checkKey(String key) {}

    /** Reads a table; empty when this connector cannot be read. Checks what the options cannot say; reads nothing yet. */
    Optional<Source> source(TableSpec table, ConnectorContext context);

    /** Writes a table; empty when this connector cannot be written. */
    Optional<Sink> sink(TableSpec table, ConnectorContext context);
}
