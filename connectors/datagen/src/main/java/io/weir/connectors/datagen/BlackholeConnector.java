// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.option.Option;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Swallows rows, for measuring what comes before. */
public final class BlackholeConnector implements Connector {
    @Override
    public String name() {
        return "blackhole";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        return Optional.of(new Blackhole());
    }

    private record Blackhole() implements Sink {
        @Override
        public Set<ChangeMode> accepts() {
            return EnumSet.allOf(ChangeMode.class);
        }

        @Override
        public String guarantee() {
            return "nothing is kept";
        }

        @Override
        public Writer open(String job, int writer) {
            return new Swallow();
        }

        @Override
        public void commit(byte[] committable) {}
    }

    private record Swallow() implements Writer {
        @Override
        public void write(Batch batch) {}

        @Override
        public void flush() {}

        @Override
        public byte[] prepare(long checkpoint) {
            return new byte[0];
        }

        @Override
        public void close() {}
    }
}
