// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.option.Option;
import java.util.List;
import java.util.Optional;

/** Reads and writes files. */
public final class FilesystemConnector implements Connector {
    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public List<Option<?>> options() {
        return FilesystemOptions.ALL;
    }

    @Override
    public boolean partitions() {
        return true;
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.of(FileSource.of(table, format(table), context));
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        // What a file tells of itself cannot be written to it.
        return table.metadataKeys().isEmpty()
                ? Optional.of(FileSink.of(table, format(table), context))
                : Optional.empty();
    }

    private static Format format(TableSpec table) {
        return table.format()
                .orElseThrow(() -> SqlException.report(ErrorCode.OPTION_MISSING)
                        .says("connector \"filesystem\" needs the option \"format\"")
                        .hint("Add 'format' = 'json' or 'format' = 'csv' to WITH (...).")
                        .toException());
    }
}
