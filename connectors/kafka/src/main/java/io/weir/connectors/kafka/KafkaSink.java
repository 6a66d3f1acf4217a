// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.ChangeMode;
import io.weir.spi.connector.ConnectorContext;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.TableSpec;
import io.weir.spi.connector.Writer;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.Map;
import java.util.Set;

/**
 * A topic that is written to; what is written is seen at once, so there is nothing to commit.
 *
 * @param upsert whether the last row of each key counts
 * @param settings of the producer
 */
record KafkaSink(
        String topic, TableLayout layout, boolean upsert, Partitioning partitioning, Map<String, Object> settings)
        implements Sink {
    /** Metadata that a writer may choose. */
    private static final Set<String> WRITABLE = Set.of("timestamp", "headers");

    static KafkaSink append(TableSpec table, TableLayout layout, ConnectorContext context) {
        return of(table, layout, false, context);
    }

    static KafkaSink upsert(TableSpec table, TableLayout layout, ConnectorContext context) {
        return of(table, layout, true, context);
    }

    private static KafkaSink of(TableSpec table, TableLayout layout, boolean upsert, ConnectorContext context) {
        Map<String, Object> settings = ClientOptions.producer(table.options());
        settings.putAll(SecurityOptions.settings(table.options(), context));
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
                settings);
    }

    @Override
    public Set<ChangeMode> accepts() {
        return upsert ? Set.of(ChangeMode.APPEND, ChangeMode.UPSERT) : Set.of(ChangeMode.APPEND);
    }

    @Override
    public String guarantee() {
        return upsert
                ? "at-least-once; since the last row of a key counts, a reader ends with the right rows"
                : "at-least-once";
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
        return new KafkaWriter(this, writer);
    }

    @Override
    public void commit(byte[] committable) {
        // Every record was seen when it was written.
    }
}
