// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Options;
import io.weir.spi.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tables of this module's connectors as the engine would make them, with a clock that tests set. */
final class Tables implements ConnectorContext {
    long now = 1_000_000;
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final ByteArrayOutputStream printedAsError = new ByteArrayOutputStream();

    static TableSpec spec(Connector connector, Schema schema, Map<String, String> options) {
        Options checked = Options.check("connector \"" + connector.name() + "\"", options, connector.options(schema));
        return new TableSpec("t", schema, Map.of(), List.of(), List.of(), checked, Optional.empty());
    }

    Source source(Schema schema, Map<String, String> options) {
        Connector connector = new DatagenConnector();
        return connector.source(spec(connector, schema, options), this).orElseThrow();
    }

    static Reader open(Source source, int split, byte[] position, int... columns) {
        Split chosen = source.splits().get(split);
        return source.open(new ReadRequest(
                chosen,
                position,
                columns,
                List.of(),
                (record, start, length, where, reason) -> {
                    throw reason;
                },
                () -> {}));
    }

    static int[] all(Schema schema) {
        return IntStream.range(0, schema.size()).toArray();
    }

    /** The rows of a reader to its end, or until it has nothing. */
    static List<List<Object>> read(Reader reader, Schema schema, int maxRows, byte[] until) {
        List<List<Object>> rows = new ArrayList<>();
        while (reader.poll(maxRows, until) instanceof Poll.Rows polled) {
            Batch batch = polled.batch();
            rows.addAll(batch.rows(schema.types()));
        }
        return rows;
    }

    String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public long nowMicros() {
        return now;
    }

    @Override
    public Path resolve(String path) {
        throw new AssertionError("no files here");
    }

    @Override
    public PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream err() {
        return new PrintStream(printedAsError, true, StandardCharsets.UTF_8);
    }
}
