// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.kafkabroker.TestBroker;
import io.weir.kafkabroker.Topics;
import io.weir.spi.connector.Connector;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Poll;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.RecordErrors;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.format.FormatFactory;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Tables over the topics of a broker, as the engine would make them. */
final class Tables implements ConnectorContext {
    static final Schema WORDS =
            new Schema(List.of(new Field("id", DataType.bigint()), new Field("word", DataType.text())));
    private static final long PATIENCE_SECONDS = 60;

    final String bootstrap;
    final Topics topics;
    final List<String> errors = new ArrayList<>();
    Path root = Path.of("/nowhere");
    Connector connector = new KafkaConnector();
    List<String> primaryKey = List.of();

    Tables() {
        this(TestBroker.shared().bootstrap());
    }

    Tables(String bootstrap) {
        this.bootstrap = bootstrap;
        this.topics = new Topics(bootstrap);
    }

    TableSpec spec(Schema schema, Map<Integer, String> metadata, String... options) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("properties.bootstrap.servers", bootstrap);
        for (int i = 0; i < options.length; i += 2) {
            texts.put(options[i], options[i + 1]);
        }
        if (!texts.containsKey("format") && !texts.containsKey("value.format")) {
            texts.put("format", "json");
        }
        texts.keySet().forEach(connector::checkKey);
        List<Option<?>> declared = new ArrayList<>(connector.options());
        declared.add(Option.text("format"));
        Map<String, Format> formats = new HashMap<>();
        for (String key : List.of("format", "key.format", "value.format")) {
            if (texts.containsKey(key)) {
                FormatFactory factory = factory(texts.get(key));
                formats.put(key, factory.create(Options.none()));
            }
        }
        Options checked = Options.check("connector", texts, declared);
        Optional<Format> format = Optional.ofNullable(formats.remove("format"));
        return new TableSpec("t", schema, metadata, primaryKey, List.of(), checked, format, formats);
    }

    private static FormatFactory factory(String name) {
        return ServiceLoader.load(FormatFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Source source(Schema schema, Map<Integer, String> metadata, String... options) {
        return connector.source(spec(schema, metadata, options), this).orElseThrow();
    }

    Source words(String topic, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "topic";
        all[1] = topic;
        System.arraycopy(options, 0, all, 2, options.length);
        return source(WORDS, Map.of(), all);
    }

    Writer writer(Schema schema, Map<Integer, String> metadata, String... options) {
        return connector
                .sink(spec(schema, metadata, options), this)
                .orElseThrow()
                .open("job", 0);
    }

    /** A reader whose rows are waited for. */
    final class Reading implements AutoCloseable {
        final Reader reader;
        private final Semaphore woken = new Semaphore(0);
        private final List<DataType> types;
        boolean ended;

        Reading(Source source, Schema schema, String split, byte[] position, RecordErrors onError) {
            types = schema.types();
            reader = source.open(new ReadRequest(
                    new Split(split),
                    position,
                    IntStream.range(0, schema.size()).toArray(),
                    List.of(),
                    onError,
                    woken::release));
        }

        /** So many rows, or fewer when the split ends or the position is reached. */
        List<List<Object>> rows(int count, byte[] until) {
            List<List<Object>> rows = new ArrayList<>();
            while (rows.size() < count && !ended) {
                Poll poll = reader.poll(count - rows.size(), until);
                if (poll instanceof Poll.Rows polled) {
                    rows.addAll(polled.batch().rows(types));
                } else if (poll instanceof Poll.End) {
                    ended = true;
                } else if (until != null && java.util.Arrays.compareUnsigned(reader.position(), until) >= 0) {
                    return rows;
                } else if (((Poll.Nothing) poll).retryAtMicros() > nowMicros()) {
                    await();
                }
            }
            return rows;
        }

        List<List<Object>> rows(int count) {
            return rows(count, null);
        }

        List<List<Object>> rest() {
            return rows(Integer.MAX_VALUE);
        }

        private void await() {
            try {
                if (!woken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing came");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    Reading open(Source source, Schema schema, String split, byte[] position) {
        return new Reading(
                source,
                schema,
                split,
                position,
                (record, start, length, where, reason) -> errors.add(where + ": " + reason.getMessage()));
    }

    Reading open(Source source, String split) {
        source.splits();
        return open(source, WORDS, split, null);
    }

    /** All rows of a source that ends. */
    List<List<Object>> all(Source source, Schema schema) {
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : source.splits()) {
            try (Reading reading = open(source, schema, split.id(), null)) {
                rows.addAll(reading.rest());
            }
        }
        return rows;
    }

    List<List<Object>> all(Source source) {
        return all(source, WORDS);
    }

    static String json(long id, String word) {
        return "{\"id\":" + id + ",\"word\":\"" + word + "\"}";
    }

    @Override
    public long nowMicros() {
        return 0;
    }

    @Override
    public Path resolve(String path) {
        Path resolved = root.resolve(path).normalize();
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
