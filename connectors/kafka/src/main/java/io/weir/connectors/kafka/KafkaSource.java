// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Positions;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Reader;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Topics that are read; each partition is a split.
 *
 * <p>Where the partitions begin and end is asked once, when they are first listed; one that comes later is new and read
 * from its beginning.
 */
final class KafkaSource implements Source {
    private final Fetchers fetchers;
    private final ConnectorContext context;
    private final TableLayout layout;
    private final boolean upsert;
    private final Bounds bounds;
    private final List<String> topics;
    private final @Nullable Pattern pattern;
    private final Duration discoveryInterval;
    private final Map<String, Object> adminSettings;
    private final Map<String, Object> consumerSettings;

    private final Map<TopicPartition, Long> starts = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private List<TopicPartition> known = List.of();
    private boolean listed;

    private KafkaSource(
            TableSpec table, TableLayout layout, boolean upsert, Fetchers fetchers, ConnectorContext context) {
        this.fetchers = fetchers;
        this.context = context;
        this.layout = layout;
        this.upsert = upsert;
        bounds = Bounds.of(table, upsert);
        topics = table.find(KafkaOptions.TOPIC).orElse(List.of());
        pattern = upsert ? null : pattern(table);
        discoveryInterval = table.get(KafkaOptions.DISCOVERY_INTERVAL);
        Map<String, Object> security = SecurityOptions.settings(table.options(), context);
        adminSettings = ClientOptions.admin(table.options());
        adminSettings.putAll(security);
        consumerSettings = ClientOptions.consumer(table.options());
        consumerSettings.putAll(security);
    }

    static KafkaSource append(TableSpec table, TableLayout layout, Fetchers fetchers, ConnectorContext context) {
        return new KafkaSource(table, layout, false, fetchers, context);
    }

    static KafkaSource upsert(TableSpec table, TableLayout layout, Fetchers fetchers, ConnectorContext context) {
        return new KafkaSource(table, layout, true, fetchers, context);
    }

    private static @Nullable Pattern pattern(TableSpec table) {
        Optional<String> text = table.find(KafkaOptions.TOPIC_PATTERN);
        if (text.isPresent() == table.options().isSet(KafkaOptions.TOPIC)) {
            throw SqlException.report(text.isPresent() ? ErrorCode.OPTION_VALUE : ErrorCode.OPTION_MISSING)
                    .says(
                            text.isPresent()
                                    ? "options \"topic\" and \"topic-pattern\" exclude each other"
                                    : "connector \"kafka\" needs the option \"topic\"")
                    .hint("Name topics with 'topic', or many of them with 'topic-pattern'.")
                    .toException();
        }
        try {
            return text.map(Pattern::compile).orElse(null);
        } catch (PatternSyntaxException e) {
            throw SqlException.report(ErrorCode.INVALID_REGEX)
                    .says("option \"topic-pattern\" cannot be \"%s\"", text.orElseThrow())
                    .detail("%s.", e.getMessage())
                    .toException();
        }
    }

    ConnectorContext context() {
        return context;
    }

    TableLayout layout() {
        return layout;
    }

    boolean upsert() {
        return upsert;
    }

    @Override
    public boolean bounded() {
        return bounds.bounded();
    }

    @Override
    public ChangeMode changeMode() {
        return upsert ? ChangeMode.UPSERT : ChangeMode.APPEND;
    }

    @Override
    public Map<String, DataType> metadata() {
        return RecordMetadata.types();
    }

    @Override
    public Optional<Duration> discoveryInterval() {
        return bounded() || discoveryInterval.isZero() ? Optional.empty() : Optional.of(discoveryInterval);
    }

    @Override
    public synchronized List<Split> splits() {
        try (Cluster cluster = new Cluster(adminSettings, about())) {
            List<TopicPartition> present = partitions(cluster);
            if (!listed) {
                starts.putAll(bounds.starts(cluster, present));
                ends.putAll(bounds.ends(cluster, present));
                listed = true;
            } else {
                List<TopicPartition> added =
                        present.stream().filter(each -> !known.contains(each)).toList();
                if (!added.isEmpty()) {
                    starts.putAll(cluster.earliest(added));
                }
            }
            known = present;
        } catch (SqlException e) {
            if (!listed || e.code() != ErrorCode.SOURCE_UNREACHABLE) {
                throw e;
            }
            // Brokers that are away for a while have no new partitions; readers wait for them.
        }
        return known.stream()
                .map(each -> new Split(each.topic() + "-" + each.partition()))
                .toList();
    }

    private List<TopicPartition> partitions(Cluster cluster) {
        Pattern wanted = pattern;
        if (wanted == null) {
            return cluster.partitions(topics);
        }
        List<String> matching = new ArrayList<>();
        for (String name : cluster.topics()) {
            if (wanted.matches(name)) {
                matching.add(name);
            }
        }
        return matching.isEmpty() ? List.of() : cluster.partitions(matching);
    }

    private String about() {
        return topics.size() == 1
                ? "topic \"" + topics.get(0) + "\" cannot be read"
                : topics.isEmpty()
                        ? "topics cannot be listed"
                        : "topics " + String.join(", ", topics) + " cannot be read";
    }

    @Override
    public Reader open(ReadRequest request) {
        String id = request.split().id();
        int dash = id.lastIndexOf('-');
        TopicPartition partition = new TopicPartition(id.substring(0, dash), Integer.parseInt(id.substring(dash + 1)));
        byte[] position = request.position();
        long start;
        long stop;
        synchronized (this) {
            start = position == null ? starts.getOrDefault(partition, 0L) : Positions.number(position);
            stop = bounded() ? ends.getOrDefault(partition, 0L) : Long.MAX_VALUE;
        }
        return new KafkaReader(this, request, partition, start, stop);
    }

    Fetcher open(PartitionBuffer buffer) {
        return fetchers.open(consumerSettings, buffer);
    }

    void close(PartitionBuffer buffer) {
        fetchers.close(consumerSettings, buffer);
    }
}
