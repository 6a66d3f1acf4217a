// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of Kafka's client that SQL may set, under {@code properties.}: addresses, names, sizes and times.
 *
 * <p>All others are refused, since some of them name classes to load, files to read or ways to log in.
 */
final class ClientOptions {
    static final String PREFIX = "properties.";

    static final Option<String> BOOTSTRAP = Option.of(
                    PREFIX + "bootstrap.servers", "list of host:port with commas between", ClientOptions::addresses)
            .required()
            .doc("Where the brokers are, such as localhost:9092; with commas between.");
    static final Option<String> GROUP =
            Option.text(PREFIX + "group.id").doc("The consumer group whose committed offsets may be the start.");
    static final Option<String> CLIENT_ID =
            Option.text(PREFIX + "client.id").defaults("weir").doc("What brokers' logs and quotas call this client.");
    static final Option<String> OFFSET_RESET = Option.oneOf(PREFIX + "auto.offset.reset", "none", "earliest", "latest")
            .defaults("none")
            .doc("For group-offsets: where a partition begins for which the group has no offset.");
    static final Option<String> ISOLATION = Option.oneOf(
                    PREFIX + "isolation.level", "read_committed", "read_uncommitted")
            .defaults("read_committed")
            .doc("Whether records of open and aborted transactions are read.");
    static final Option<String> COMPRESSION = Option.oneOf(
                    PREFIX + "compression.type", "none", "lz4", "zstd", "snappy", "gzip")
            .defaults("lz4")
            .doc("How written records are compressed.");

    /** Read by consumers. */
    private static final List<Option<Long>> READING = List.of(
            number("fetch.min.bytes", 1, 1 << 30, "Bytes for which a broker waits before it answers."),
            number("fetch.max.bytes", 1024, 1 << 30, "The most bytes of an answer, unless one record is larger."),
            number("fetch.max.wait.ms", 0, 60_000, "How long a broker waits for fetch.min.bytes."),
            number("max.partition.fetch.bytes", 1024, 1 << 30, "The same for one partition."),
            number("max.poll.records", 1, 1_000_000, "The most records taken from the client at once."));
    /** Read by producers. */
    private static final List<Option<Long>> WRITING = List.of(
            number("batch.size", 0, 1 << 30, "Bytes of records that go to a partition at once."),
            number("linger.ms", 0, 60_000, "How long a batch waits for more records."),
            number("buffer.memory", 1 << 20, 1L << 34, "Bytes of records that may wait to be sent."),
            number("max.request.size", 1024, 1 << 30, "The most bytes of one request, and so of one record."),
            number("delivery.timeout.ms", 1_000, 86_400_000, "How long it is tried to hand a record over."),
            number("max.block.ms", 1_000, 3_600_000, "How long writing waits for room or for the topic."));
    /** Read by all. */
    private static final List<Option<Long>> CONNECTING = List.of(
            number("request.timeout.ms", 100, 600_000, "How long one answer is waited for."),
            number("default.api.timeout.ms", 100, 600_000, "How long to wait for brokers when a query starts."),
            number("retry.backoff.ms", 1, 60_000, "The pause before a request is repeated."),
            number("retry.backoff.max.ms", 1, 600_000, "The longest such pause."),
            number("reconnect.backoff.ms", 1, 60_000, "The pause before a broker is connected to again."),
            number("reconnect.backoff.max.ms", 1, 600_000, "The longest such pause."),
            number("metadata.max.age.ms", 100, 3_600_000, "How old knowledge of leaders may get."),
            number("connections.max.idle.ms", 1_000, 86_400_000, "After which idle time connections are closed."),
            number("send.buffer.bytes", -1, 1 << 30, "TCP's buffer for sending; -1 for the system's own."),
            number("receive.buffer.bytes", -1, 1 << 30, "TCP's buffer for receiving; -1 for the system's own."));

    static final Option<String> RACK =
            Option.text(PREFIX + "client.rack").doc("Where this client stands, to read from a replica nearby.");

    static final List<Option<?>> ALL = all();

    private ClientOptions() {}

    private static Option<Long> number(String key, long min, long max, String doc) {
        return Option.integer(PREFIX + key, min, max).doc(doc);
    }

    private static List<Option<?>> all() {
        List<Option<?>> all =
                new ArrayList<>(List.of(BOOTSTRAP, GROUP, CLIENT_ID, OFFSET_RESET, ISOLATION, COMPRESSION, RACK));
        all.addAll(READING);
        all.addAll(WRITING);
        all.addAll(CONNECTING);
        return List.copyOf(all);
    }

    private static String addresses(String text) {
        for (String address : text.split(",", -1)) {
            if (!address.trim().matches("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):\\d{1,5}")) {
                throw new IllegalArgumentException(text);
            }
        }
        return text.replace(" ", "");
    }

    /** What all kinds of clients share, without security. */
    private static Map<String, Object> connecting(Options options) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", options.get(BOOTSTRAP));
        settings.put("client.id", options.get(CLIENT_ID));
        settings.put("enable.metrics.push", "false");
        settings.put("reconnect.backoff.max.ms", "2000");
        put(options, CONNECTING, settings);
        return settings;
    }

    static Map<String, Object> admin(Options options) {
        Map<String, Object> settings = connecting(options);
        settings.putIfAbsent("default.api.timeout.ms", "10000");
        settings.putIfAbsent("request.timeout.ms", "5000");
        return settings;
    }

    /** For a client that asks for a topic that is to be written. */
    static Map<String, Object> lookup(Options options) {
        Map<String, Object> settings = admin(options);
        settings.put("allow.auto.create.topics", "true");
        settings.put("enable.auto.commit", "false");
        return settings;
    }

    static Map<String, Object> consumer(Options options) {
        Map<String, Object> settings = connecting(options);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", "false");
        settings.put("isolation.level", options.get(ISOLATION));
        // A few are still in the processor's cache when they are decoded.
        settings.put("max.poll.records", "2000");
        settings.put("fetch.max.bytes", String.valueOf(16 << 20));
        settings.put("max.partition.fetch.bytes", String.valueOf(2 << 20));
        // Answers that come late are better than many small ones; rows wait no longer than this.
        settings.put("fetch.max.wait.ms", "100");
        options.find(RACK).ifPresent(rack -> settings.put("client.rack", rack));
        put(options, READING, settings);
        return settings;
    }

    static Map<String, Object> producer(Options options) {
        Map<String, Object> settings = connecting(options);
        settings.remove("default.api.timeout.ms");
        // A producer that forgets where a topic's partitions are while brokers are away would make its caller wait.
        settings.put("metadata.recovery.strategy", "none");
        settings.put("metadata.max.idle.ms", String.valueOf(Long.MAX_VALUE / 2));
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("compression.type", options.get(COMPRESSION));
        settings.put("linger.ms", "5");
        settings.put("batch.size", String.valueOf(256 << 10));
        settings.put("buffer.memory", String.valueOf(64 << 20));
        settings.put("max.request.size", String.valueOf(64 << 20));
        put(options, WRITING, settings);
        return settings;
    }

    private static void put(Options options, List<Option<Long>> declared, Map<String, Object> settings) {
        for (Option<Long> option : declared) {
            options.find(option)
                    .ifPresent(value -> settings.put(option.key().substring(PREFIX.length()), value.toString()));
        }
    }
}
