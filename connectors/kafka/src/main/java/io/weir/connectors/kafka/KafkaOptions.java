// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.option.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code kafka} and {@code upsert-kafka}, with Flink's names. */
final class KafkaOptions {
    static final String KEY_FORMAT_KEY = "key.format";
    static final String VALUE_FORMAT_KEY = "value.format";

    static final Option<List<String>> TOPIC = Option.of("topic", "topic's name, or several with ; between", Texts::list)
            .doc("The topic to read or write; several, with semicolons between, can be read.");
    static final Option<String> TOPIC_PATTERN = Option.text("topic-pattern")
            .doc("A regular expression: all topics whose whole name matches are read, new ones too.");
    static final Option<String> KEY_FORMAT =
            Option.text(KEY_FORMAT_KEY).doc("The format of the records' keys; its options begin with key.");
    static final Option<String> VALUE_FORMAT =
            Option.text(VALUE_FORMAT_KEY).doc("The format of the records' values; its options begin with value.");
    static final Option<List<String>> KEY_FIELDS = Option.of(
                    "key.fields", "list of columns with ; between", Texts::list)
            .doc("The columns that are in the key.");
    static final Option<String> KEY_FIELDS_PREFIX = Option.text("key.fields-prefix")
            .defaults("")
            .doc("What the names of the key's columns begin with in the table, but not in the key itself.");
    static final Option<String> VALUE_FIELDS_INCLUDE = Option.oneOf("value.fields-include", "all", "except_key")
            .defaults("all")
            .doc("Whether the key's columns are in the value too.");

    static final Option<String> STARTUP_MODE = Option.oneOf(
                    "scan.startup.mode",
                    "earliest-offset",
                    "latest-offset",
                    "group-offsets",
                    "timestamp",
                    "specific-offsets")
            .doc("Where reading begins: group-offsets if there is a properties.group.id, else earliest-offset.");
    static final Option<PartitionOffsets> STARTUP_OFFSETS = Option.of(
                    "scan.startup.specific-offsets",
                    "list such as partition:0,offset:42;partition:1,offset:300",
                    PartitionOffsets::parse)
            .doc("For specific-offsets: where each partition begins.");
    static final Option<Long> STARTUP_TIMESTAMP = Option.integer("scan.startup.timestamp-millis", 0, Long.MAX_VALUE)
            .doc("For timestamp: the first records read are not older than this, in milliseconds since 1970.");
    static final Option<String> BOUNDED_MODE = Option.oneOf(
                    "scan.bounded.mode", "unbounded", "latest-offset", "group-offsets", "timestamp", "specific-offsets")
            .defaults("unbounded")
            .doc("Where reading ends; latest-offset is where each partition ends when the query starts.");
    static final Option<PartitionOffsets> BOUNDED_OFFSETS = Option.of(
                    "scan.bounded.specific-offsets",
                    "list such as partition:0,offset:42;partition:1,offset:300",
                    PartitionOffsets::parse)
            .doc("For specific-offsets: the offset before which each partition ends.");
    static final Option<Long> BOUNDED_TIMESTAMP = Option.integer("scan.bounded.timestamp-millis", 0, Long.MAX_VALUE)
            .doc("For timestamp: the first record that is not older than this ends its partition.");
    static final Option<Duration> DISCOVERY_INTERVAL = Option.duration("scan.topic-partition-discovery.interval")
            .defaults(Duration.ofMinutes(5))
            .doc("How often to look for new partitions and, with a pattern, new topics; 0 for never.");

    static final Option<String> PARTITIONER = Option.oneOf("sink.partitioner", "default", "fixed", "round-robin")
            .defaults("default")
            .doc("default: by the key, without one a batch at a time; fixed: one partition per writer; round-robin.");
    static final Option<String> GUARANTEE = Option.oneOf("sink.delivery-guarantee", "at-least-once", "none")
            .defaults("at-least-once")
            .doc(
                    "Both mean the same here: every record is acknowledged by the broker before its epoch counts as written.");

    private KafkaOptions() {}

    /** What both connectors have. */
    private static List<Option<?>> shared() {
        List<Option<?>> options = new ArrayList<>(List.of(
                TOPIC,
                KEY_FORMAT,
                VALUE_FORMAT,
                KEY_FIELDS_PREFIX,
                VALUE_FIELDS_INCLUDE,
                BOUNDED_MODE,
                BOUNDED_OFFSETS,
                BOUNDED_TIMESTAMP,
                DISCOVERY_INTERVAL,
                PARTITIONER,
                GUARANTEE));
        options.addAll(ClientOptions.ALL);
        options.addAll(SecurityOptions.ALL);
        return options;
    }

    static List<Option<?>> append() {
        List<Option<?>> options = shared();
        options.addAll(List.of(TOPIC_PATTERN, KEY_FIELDS, STARTUP_MODE, STARTUP_OFFSETS, STARTUP_TIMESTAMP));
        return List.copyOf(options);
    }

    /** A table of upserts is read from its beginning: its end alone is not what it says. */
    static List<Option<?>> upsert() {
        return List.copyOf(shared());
    }

    /** Reading lists out of texts. */
    private static final class Texts {
        static List<String> list(String text) {
            List<String> parts = new ArrayList<>();
            for (String part : text.split(";", -1)) {
                if (part.isBlank()) {
                    throw new IllegalArgumentException(text);
                }
                parts.add(part.trim());
            }
            return List.copyOf(parts);
        }
    }
}
