// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading begins and ends, as a table's options say it.
 *
 * @param start a word of {@code scan.startup.mode}
 * @param end a word of {@code scan.bounded.mode}
 */
record Bounds(
        String start,
        Optional<PartitionOffsets> startOffsets,
        long startMillis,
        String end,
        Optional<PartitionOffsets> endOffsets,
        long endMillis,
        Optional<String> group,
        String reset,
        IsolationLevel isolation) {
    static Bounds of(TableSpec table, boolean upsert) {
        Optional<String> group = table.find(ClientOptions.GROUP);
        String start = upsert
                ? "earliest-offset"
                : table.find(KafkaOptions.STARTUP_MODE).orElse(group.isPresent() ? "group-offsets" : "earliest-offset");
        String end = table.get(KafkaOptions.BOUNDED_MODE);
        if (start.equals("group-offsets") || end.equals("group-offsets")) {
            require(table, ClientOptions.GROUP, "group-offsets");
        }
        if (!upsert) {
            companion(table, KafkaOptions.STARTUP_MODE, start, "specific-offsets", KafkaOptions.STARTUP_OFFSETS);
            companion(table, KafkaOptions.STARTUP_MODE, start, "timestamp", KafkaOptions.STARTUP_TIMESTAMP);
        }
        companion(table, KafkaOptions.BOUNDED_MODE, end, "specific-offsets", KafkaOptions.BOUNDED_OFFSETS);
        companion(table, KafkaOptions.BOUNDED_MODE, end, "timestamp", KafkaOptions.BOUNDED_TIMESTAMP);
        return new Bounds(
                start,
                table.find(KafkaOptions.STARTUP_OFFSETS),
                table.find(KafkaOptions.STARTUP_TIMESTAMP).orElse(0L),
                end,
                table.find(KafkaOptions.BOUNDED_OFFSETS),
                table.find(KafkaOptions.BOUNDED_TIMESTAMP).orElse(0L),
                group,
                table.get(ClientOptions.OFFSET_RESET),
                table.get(ClientOptions.ISOLATION).equals("read_committed")
                        ? IsolationLevel.READ_COMMITTED
                        : IsolationLevel.READ_UNCOMMITTED);
    }

    /** A mode needs its companion, and a companion its mode. */
    private static void companion(TableSpec table, Option<String> mode, String word, String needed, Option<?> option) {
        if (word.equals(needed)) {
            require(table, option, needed);
        } else if (table.options().isSet(option)) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"%s\" has no meaning while \"%s\" is \"%s\"", option.key(), mode.key(), word)
                    .hint("Set '%s' = '%s', or leave it out.", mode.key(), needed)
                    .toException();
        }
    }

    private static void require(TableSpec table, Option<?> option, String mode) {
        if (!table.options().isSet(option)) {
            throw SqlException.report(ErrorCode.OPTION_MISSING)
                    .says("\"%s\" needs the option \"%s\"", mode, option.key())
                    .detail("%s", option.doc())
                    .hint("Add '%s' = '...' to WITH (...).", option.key())
                    .toException();
        }
    }

    boolean bounded() {
        return !end.equals("unbounded");
    }

    /** Where the partitions begin that are there when a query starts. */
    Map<TopicPartition, Long> starts(Cluster cluster, List<TopicPartition> partitions) {
        return switch (start) {
            case "latest-offset" -> cluster.latest(partitions, isolation);
            case "timestamp" -> cluster.at(partitions, startMillis, isolation);
            case "specific-offsets" -> specific(partitions, startOffsets.orElseThrow(), cluster.earliest(partitions));
            case "group-offsets" -> committed(cluster, partitions);
            default -> cluster.earliest(partitions);
        };
    }

    /** Where the partitions end; those without an end are not among them. */
    Map<TopicPartition, Long> ends(Cluster cluster, List<TopicPartition> partitions) {
        return switch (end) {
            case "latest-offset" -> cluster.latest(partitions, isolation);
            case "timestamp" -> cluster.at(partitions, endMillis, isolation);
            // No partition is read beyond where it ends now: what comes then may never come.
            case "specific-offsets" ->
                least(specific(partitions, endOffsets.orElseThrow(), Map.of()), cluster.latest(partitions, isolation));
            case "group-offsets" ->
                least(cluster.committed(group.orElseThrow()), cluster.latest(partitions, isolation));
            default -> Map.of();
        };
    }

    private static Map<TopicPartition, Long> specific(
            Collection<TopicPartition> partitions, PartitionOffsets offsets, Map<TopicPartition, Long> otherwise) {
        Map<TopicPartition, Long> found = new HashMap<>(otherwise);
        for (TopicPartition partition : partitions) {
            Long offset = offsets.offsets().get(partition.partition());
            if (offset != null) {
                found.put(partition, offset);
            }
        }
        return found;
    }

    private static Map<TopicPartition, Long> least(Map<TopicPartition, Long> wanted, Map<TopicPartition, Long> latest) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        latest.forEach((partition, end) -> ends.put(partition, Math.min(end, wanted.getOrDefault(partition, end))));
        return ends;
    }

    private Map<TopicPartition, Long> committed(Cluster cluster, List<TopicPartition> partitions) {
        String name = group.orElseThrow();
        Map<TopicPartition, Long> offsets = new HashMap<>(cluster.committed(name));
        List<TopicPartition> missing =
                partitions.stream().filter(each -> !offsets.containsKey(each)).toList();
        if (!missing.isEmpty()) {
            switch (reset) {
                case "earliest" -> offsets.putAll(cluster.earliest(missing));
                case "latest" -> offsets.putAll(cluster.latest(missing, isolation));
                default ->
                    throw SqlException.report(ErrorCode.POSITION_LOST)
                            .says("group \"%s\" has no offset for \"%s\"", name, missing.get(0))
                            .detail("\"scan.startup.mode\" is \"group-offsets\".")
                            .hint("Set 'properties.auto.offset.reset' to earliest or latest, or choose another mode.")
                            .toException();
            }
        }
        return offsets;
    }
}
