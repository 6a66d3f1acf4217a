// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.batch.Batch;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** Tables over files below one folder, as the engine would make them, with a clock that tests set. */
final class Tables implements ConnectorContext {
    static final Schema SHOPS =
            new Schema(List.of(new Field("id", DataType.bigint()), new Field("shop", DataType.text())));

    final Path root;
    final List<String> errors = new ArrayList<>();
    long now = 1_000_000;

    Tables(Path root) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TableSpec spec(Schema schema, Map<Integer, String> metadata, String... options) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            texts.put(options[i], options[i + 1]);
        }
        String formatName = texts.getOrDefault("format", "json");
        FormatFactory factory = ServiceLoader.load(FormatFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(f -> f.name().equals(formatName))
                .findFirst()
                .orElseThrow();
        List<Option<?>> declared = new ArrayList<>(new FilesystemConnector().options());
        declared.addAll(factory.options());
        declared.add(Option.text("format"));
        Options checked = Options.check("connector \"filesystem\"", texts, declared);
        return new TableSpec(
                "t", schema, metadata, List.of(), List.of(), checked, Optional.of(factory.create(checked)));
    }

    Source source(Schema schema, String... options) {
        return connector().source(spec(schema, Map.of(), options), this).orElseThrow();
    }

    Sink sink(Schema schema, String... options) {
        return connector().sink(spec(schema, Map.of(), options), this).orElseThrow();
    }

    static Connector connector() {
        return new FilesystemConnector();
    }

    Reader open(Source source, String split, byte[] position, int... columns) {
        return source.open(new ReadRequest(
                new Split(split),
                position,
                columns,
                List.of(),
                (record, start, length, where, reason) -> errors.add(where + ": " + reason.getMessage()),
                () -> {}));
    }

    /** Rows until the reader ends or has to wait longer than for now. */
    List<List<Object>> read(Reader reader, List<DataType> types, int maxRows, byte[] until) {
        List<List<Object>> rows = new ArrayList<>();
        while (true) {
            Poll poll = reader.poll(maxRows, until);
            if (poll instanceof Poll.Rows polled) {
                Batch batch = polled.batch();
                rows.addAll(batch.rows(types));
            } else if (!(poll instanceof Poll.Nothing nothing) || nothing.retryAtMicros() > now) {
                return rows;
            }
        }
    }

    List<List<Object>> read(Reader reader) {
        return read(reader, SHOPS.types(), 2048, null);
    }

    /** The rows of all files, by file. */
    Map<String, List<List<Object>>> readAll(Source source) {
        Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
        for (Split split : source.splits()) {
            rows.put(split.id(), read(open(source, split.id(), null, all(SHOPS))));
        }
        return rows;
    }

    static int[] all(Schema schema) {
        return IntStream.range(0, schema.size()).toArray();
    }

    void write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(String file, String text) {
        try {
            Files.write(root.resolve(file), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long nowMicros() {
        return now;
    }

    /** As an engine does: links are followed and must not lead out. */
    @Override
    public Path resolve(String path) {
        Path resolved = root.resolve(path).normalize();
        try {
            resolved = Files.exists(resolved) ? resolved.toRealPath() : resolved;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!resolved.startsWith(root)) {
            throw SqlException.report(ErrorCode.PATH_OUTSIDE_ROOTS)
                    .says("path \"%s\" lies outside", path)
                    .toException();
        }
        return resolved;
    }

    @Override
    public PrintStream out() {
        throw new AssertionError("nothing to print");
    }
}
