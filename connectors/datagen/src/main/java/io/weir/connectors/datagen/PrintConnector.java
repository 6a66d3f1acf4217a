// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.option.Option;
import io.weir.spi.type.Schema;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes each change as a line to the console. */
public final class PrintConnector implements Connector {
    static final Option<String> IDENTIFIER =
            Option.text("print-identifier").doc("Stands before each line, followed by \"> \".");
    static final Option<Boolean> STANDARD_ERROR = Option.bool("standard-error")
            .defaults(false)
            .doc("Whether to write to standard error, not to standard output.");

    @Override
    public String name() {
        return "print";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(IDENTIFIER, STANDARD_ERROR);
    }

    @Override
    public Optional<Source> source(TableSpec table, ConnectorContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<Sink> sink(TableSpec table, ConnectorContext context) {
        PrintStream stream = table.get(STANDARD_ERROR) ? context.err() : context.out();
        String prefix = table.find(IDENTIFIER).map(text -> text + "> ").orElse("");
        return Optional.of(new Console(table.schema(), prefix, stream));
    }

    private record Console(Schema schema, String prefix, PrintStream stream) implements Sink {
        @Override
        public Set<ChangeMode> accepts() {
            return Set.of(ChangeMode.APPEND, ChangeMode.RETRACT);
        }

        @Override
        public String guarantee() {
            return "at-least-once";
        }

        @Override
        public Writer open(String job, int writer) {
            return new PrintWriter(schema, prefix, stream);
        }

        @Override
        public void commit(byte[] committable) {}
    }
}
