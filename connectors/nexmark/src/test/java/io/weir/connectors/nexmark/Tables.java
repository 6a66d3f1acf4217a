// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nexmark tables as the engine would make them, with a clock that tests set. */
final class Tables implements ConnectorContext {
    /** Every column with its usual type. */
    static final Schema EVERYTHING = new Schema(Arrays.stream(NexmarkColumn.values())
            .map(column -> new Field(column.columnName(), type(column)))
            .toList());

    long now = 1_000_000;

    private static DataType type(NexmarkColumn column) {
        return switch (column.typeSql()) {
            case "INT" -> DataType.integer();
            case "BIGINT" -> DataType.bigint();
            case "STRING" -> DataType.text();
            case "TIMESTAMP(3)" -> DataType.timestamp(3);
            default -> throw new AssertionError(column.typeSql());
        };
    }

    Source source(Schema schema, String... options) {
        Connector connector = new NexmarkConnector();
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            texts.put(options[i], options[i + 1]);
        }
        Options checked = Options.check("connector \"nexmark\"", texts, connector.options(schema));
        return connector
                .source(new TableSpec("t", schema, Map.of(), List.of(), List.of(), checked, Optional.empty()), this)
                .orElseThrow();
    }

    static Reader open(Source source, int split, byte[] position, List<Predicate> predicates, int... columns) {
        return source.open(new ReadRequest(
                source.splits().get(split),
                position,
                columns,
                predicates,
                (record, start, length, where, reason) -> {
                    throw reason;
                },
                () -> {}));
    }

    static int[] all(Schema schema) {
        return IntStream.range(0, schema.size()).toArray();
    }

    /** The rows of a reader to its end, or until it has nothing. */
    static List<List<Object>> read(Reader reader, List<DataType> types, int maxRows, byte[] until) {
        List<List<Object>> rows = new ArrayList<>();
        while (reader.poll(maxRows, until) instanceof Poll.Rows polled) {
            Batch batch = polled.batch();
            rows.addAll(batch.rows(types));
            batch.release();
        }
        return rows;
    }

    /** All rows of the first split. */
    List<List<Object>> everything(String... options) {
        return read(
                open(source(EVERYTHING, options), 0, null, List.of(), all(EVERYTHING)), EVERYTHING.types(), 2048, null);
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
        throw new AssertionError("nothing to print");
    }
}
