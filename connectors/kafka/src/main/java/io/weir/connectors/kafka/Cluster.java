// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What is asked of brokers beside records: which partitions there are, and which offsets.
 *
 * <p>Each question waits for its answer, for as long as {@code default.api.timeout.ms} says, so none is asked by a worker.
 */
final class Cluster implements AutoCloseable {
    private final Admin admin;
    private final String bootstrap;
    private final String about;

    /** @param about what errors begin with, such as {@code topic "orders" cannot be read} */
    Cluster(Map<String, Object> settings, String about) {
        this.bootstrap = String.valueOf(settings.get("bootstrap.servers"));
        this.about = about;
        try {
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw KafkaFailure.of(e, ErrorCode.SOURCE_FAILED, about, bootstrap);
        }
    }

    /** A question to the brokers. */
    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw KafkaFailure.of(e, ErrorCode.SOURCE_FAILED, about, bootstrap);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailure.of(e, ErrorCode.SOURCE_FAILED, about, bootstrap);
        }
    }

    /** The names of all topics that this user may see, without the brokers' own. */
    Collection<String> topics() {
        return ask(each -> each.listTopics().names().get());
    }

    /** All partitions of the topics, in order. */
    List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, TopicDescription> descriptions =
                ask(each -> each.describeTopics(topics).allTopicNames().get());
        List<TopicPartition> partitions = new ArrayList<>();
        new TreeMap<>(descriptions)
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
        return offsets(partitions, each -> OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the partitions end for a reader of an isolation level, who does not see open transactions. */
    Map<TopicPartition, Long> latest(Collection<TopicPartition> partitions, IsolationLevel isolation) {
        return offsets(partitions, each -> OffsetSpec.latest(), isolation);
    }

    /** The first offset whose time is not before the given one; the end where there is none. */
    Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, long millis, IsolationLevel isolation) {
        Map<TopicPartition, Long> found =
                new HashMap<>(offsets(partitions, each -> OffsetSpec.forTimestamp(millis), isolation));
        List<TopicPartition> missing = partitions.stream()
                .filter(each -> found.getOrDefault(each, -1L) < 0)
                .toList();
        if (!missing.isEmpty()) {
            found.putAll(latest(missing, isolation));
        }
        return found;
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions,
            Function<TopicPartition, OffsetSpec> spec,
            IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(each -> wanted.put(each, spec.apply(each)));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                ask(each -> each.listOffsets(wanted, new ListOffsetsOptions(isolation))
                        .all()
                        .get());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** What a group has committed; partitions for which it has nothing are not among them. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> committed = ask(each -> each.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
    }
}
