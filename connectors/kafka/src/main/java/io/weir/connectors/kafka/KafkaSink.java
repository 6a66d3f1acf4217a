// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic that is written to; what is written is seen at once, so there is nothing to commit.
 *
 * @param upsert whether the last row of each key counts
 * @param settings of the producer
 * @param lookupSettings of the consumer that asks for the topic before anything is written
 */
record KafkaSink(
        String topic,
        TableLayout layout,
        boolean upsert,
        Partitioning partitioning,
        Map<String, Object> settings,
        Map<String, Object> lookupSettings)
        implements Sink {
    /** Metadata that a writer may choose. */
    private static final Set<String> WRITABLE = Set.of("timestamp", "headers");

    private static final int LOOKUPS = 30;
    private static final long LOOKUP_PAUSE_NANOS = 100_000_000;

    static KafkaSink append(TableSpec table, TableLayout layout, ConnectorContext context) {
        return of(table, layout, false, context);
    }

    static KafkaSink upsert(TableSpec table, TableLayout layout, ConnectorContext context) {
        return of(table, layout, true, context);
    }

    private static KafkaSink of(TableSpec table, TableLayout layout, boolean upsert, ConnectorContext context) {
        Map<String, Object> settings = ClientOptions.producer(table.options());
        Map<String, Object> lookup = ClientOptions.lookup(table.options());
        Map<String, Object> security = SecurityOptions.settings(table.options(), context);
        settings.putAll(security);
        lookup.putAll(security);
        // Says at once when a format cannot have a column's type.
        layout.keyFormat().ifPresent(format -> format.encoder(layout.keySchema()));
        if (layout.valueSchema().size() > 0) {
            layout.valueFormat().encoder(layout.valueSchema());
        }
        return new KafkaSink(
                table.get(KafkaOptions.TOPIC).get(0),
                layout,
                upsert,
                Partitioning.of(table.get(KafkaOptions.PARTITIONER)),
                settings,
                lookup);
    }

    @Override
    public Set<ChangeMode> accepts() {
        return upsert ? Set.of(ChangeMode.APPEND, ChangeMode.UPSERT) : Set.of(ChangeMode.APPEND);
    }

    @Override
    public String guarantee() {
        return upsert ? "at-least-once, of which the last counts" : "at-least-once";
    }

    @Override
    public Writer open(String job, int writer) {
        for (String key : layout.metadataKeys().values()) {
            if (!WRITABLE.contains(key)) {
                throw SqlException.report(ErrorCode.WRONG_OBJECT_TYPE)
                        .says("metadata \"%s\" of topic \"%s\" cannot be written", key, topic)
                        .detail("The broker sets it; only timestamp and headers can be chosen.")
                        .hint("Declare the column as METADATA FROM '%s' VIRTUAL.", key)
                        .toException();
            }
        }
        return new KafkaWriter(this, writer, partitions());
    }

    /** How many partitions the topic has; makes it when the broker makes topics that are asked for. */
    private int partitions() {
        try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
                new KafkaConsumer<>(lookupSettings, new Unchanged(), new Unchanged())) {
            for (int i = 0; i < LOOKUPS; i++) {
                List<PartitionInfo> partitions = consumer.partitionsFor(topic);
                if (partitions != null && !partitions.isEmpty()) {
                    return partitions.size();
                }
                LockSupport.parkNanos(LOOKUP_PAUSE_NANOS); // it may just be made
            }
            throw new UnknownTopicOrPartitionException(topic);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Bytes of records that a producer may hold. */
    long bufferBytes() {
        return Long.parseLong(String.valueOf(settings.get("buffer.memory")));
    }

    SqlException failed(Exception cause) {
        return KafkaFailure.of(
                cause,
                ErrorCode.SINK_FAILED,
                "topic \"" + topic + "\" cannot be written",
                String.valueOf(settings.get("bootstrap.servers")));
    }

    @Override
    public void commit(byte[] committable) {
        // Every record was seen when it was written.
    }
}
